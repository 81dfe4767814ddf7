"""Calls to the administration side of AWS, made by boto3: a JSON list of [service, operation, parameters] on standard input,
the list of their answers on standard output. The harness makes accounts and reads the state of stacks with it."""

import json
import sys

import boto3

answers = []
for service, operation, parameters in json.load(sys.stdin):
    answer = getattr(boto3.client(service), operation)(**parameters)
    answer.pop("ResponseMetadata", None)
    answers.append(answer)
json.dump(answers, sys.stdout, default=str)
