"""The emulator, which also writes down each permission that it found used: a JSON line of principal, action and resource."""

import json
import os

from ministack.app import main
from ministack.core import iam_evaluator

decide = iam_evaluator.evaluate
record = open(os.environ["IAM_RECORD"], "a", buffering=1)
seen = set()


def decide_and_record(ctx, *policies):
    result = decide(ctx, *policies)
    use = (ctx.principal_arn, ctx.action, ctx.resource_arn)
    if result.decision == "Allow" and use not in seen:
        seen.add(use)
        record.write(json.dumps(use) + "\n")
    return result


iam_evaluator.evaluate = decide_and_record
main()
