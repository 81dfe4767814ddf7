"""A month of the system of an agency with the generated client (docs/first-month.md): checked by mypy --strict, without a cast.

Arguments: address, path of the file to send.
"""

import datetime
import pathlib
import sys
import time
import uuid
from typing import TypeVar

import httpx

from poverty_logbook import AuthenticatedClient
from poverty_logbook.api.households import read_household, search_households
from poverty_logbook.api.logbook import list_logbook, record_entry
from poverty_logbook.api.me import read_me
from poverty_logbook.api.reference import list_assistance_types
from poverty_logbook.api.reports import list_reports
from poverty_logbook.api.statistics import read_agency_statistics
from poverty_logbook.api.uploads import create_upload, read_upload
from poverty_logbook.models import (
    Assistance,
    AssistanceBody,
    AssistanceStatus,
    AssistanceStatusBody,
    AssistanceStatusBodyStatus,
    AssistanceType,
    Dimension,
    GatewayAnswer,
    HouseholdSearchType0,
    NewUpload,
    Problem,
    ProblemCode,
    UploadSource,
    UploadStatus,
)

url, file = sys.argv[1:3]
token = httpx.post(
    f"{url}/oauth2/token", data={"grant_type": "client_credentials"}, auth=("agency-cdd", "demo")
).json()["access_token"]
client = AuthenticatedClient(base_url=url, token=token)


Reply = TypeVar("Reply")


def got(reply: Reply | GatewayAnswer | Problem | None) -> Reply:
    """The reply, or an end with what the problem says."""
    if reply is None:
        raise SystemExit("A status that the document does not say")
    if isinstance(reply, Problem):
        raise SystemExit(f"{reply.code}: {reply.detail}")
    if isinstance(reply, GatewayAnswer):
        raise SystemExit(reply.message)
    return reply


def expected(holds: bool, what: str) -> None:
    if not holds:
        raise SystemExit(f"Not as expected: {what}")


def key() -> str:
    return str(uuid.uuid4())


me = got(read_me.sync(client=client))
expected(me.scope.agency == "cdd", "the agency of the scope")

kinds = got(list_assistance_types.sync(client=client))
expected(any(kind.code is AssistanceType.CAPITAL for kind in kinds.items), "kinds of help")

found = got(search_households.sync(client=client, body=HouseholdSearchType0(citizen_id="3000009000016")))
household = found.items[0].id

help_ = got(
    record_entry.sync(
        household,
        client=client,
        idempotency_key=key(),
        body=AssistanceBody(
            type_="assistance",
            dimension=Dimension.INCOME,
            assistance_type=AssistanceType.CAPITAL,
            status=AssistanceStatus.PLANNED,
            planned_on=datetime.date(2026, 5, 20),
            cash_baht=5000,
        ),
    )
)
if not isinstance(help_, Assistance):
    raise SystemExit("Another kind of entry")
promised = help_.id
expected(help_.agency == "cdd" and help_.cash_baht == 5000, "the help that was promised")


def step(status: AssistanceStatusBodyStatus) -> AssistanceStatusBody:
    return AssistanceStatusBody(
        type_="assistance-status", assistance_id=promised, status=status, on=datetime.date(2026, 5, 20)
    )


got(
    record_entry.sync(
        household, client=client, idempotency_key=key(), body=step(AssistanceStatusBodyStatus.DELIVERED)
    )
)
whole = got(read_household.sync(household, client=client))
expected("cdd" in whole.agencies, "the file of the household")

entries = got(list_logbook.sync(household, client=client, limit=20))
expected(any(isinstance(entry, Assistance) for entry in entries.items), "its entries")

refused = record_entry.sync(household, client=client, body=step(AssistanceStatusBodyStatus.APPROVED))
if not isinstance(refused, Problem):
    raise SystemExit("A step back was taken")
expected(
    refused.code is ProblemCode.TRANSITION_NOT_ALLOWED and refused.from_ == "DELIVERED", "the refusal"
)

content = pathlib.Path(file).read_bytes()
form = got(
    create_upload.sync(
        client=client,
        idempotency_key=key(),
        body=NewUpload(source=UploadSource.ASSISTANCE, filename="help.csv", size=len(content)),
    )
)
posted = httpx.post(form.url, data=dict(form.fields.additional_properties), files={"file": content})
expected(posted.is_success, "the file")
deadline = time.monotonic() + 60
while True:
    receipt = got(read_upload.sync(form.upload_id, client=client))
    if receipt.status is UploadStatus.FINISHED:
        break
    expected(receipt.status is not UploadStatus.FAILED and time.monotonic() < deadline, "the upload")
    time.sleep(0.2)

report = got(read_agency_statistics.sync(client=client, month="2026-05", area="42"))
expected(report.month == "2026-05" and report.total.outside_list >= 0, "the figures of the month")
published = got(list_reports.sync(client=client, month="2026-05"))
expected(isinstance(published.items, list), "the packages")
print("Python: the month is done")
