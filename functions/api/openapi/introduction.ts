/** The introduction of the API's document: what a reader needs before the first call. */
export const INTRODUCTION = `# แฟ้มบ้านพัฒนาคนไทย

บริการเดียวสำหรับค้นหาครัวเรือนยากจน เปิดแฟ้มบ้าน บันทึกความช่วยเหลือและการติดตาม และอ่านสถิติรายเดือน
ชื่อฟิลด์เป็นภาษาอังกฤษแบบ camelCase วันที่เป็น YYYY-MM-DD ตามเวลาไทย ปีเป็น ค.ศ. เว้นแต่ชื่อลงท้ายด้วย Be เงินเป็นบาท

One API to find poor households, read their files, record help and follow-up, and read the monthly figures. Names of fields are camelCase. Days are
Bangkok days, YYYY-MM-DD, C.E.; only names that end in \`Be\` hold years of the Buddhist era. Money is baht.

## Signing in

Every call but this document needs an access token: \`Authorization: Bearer <token>\`.

**Systems of agencies** use OAuth 2.0 client credentials. Who answers for an organisation makes a client for its system with
\`POST /v1/organisations/{slug}/clients\`, which tells its id and secret once. The system calls in the name of that organisation, with the permissions of
\`AGENCY_FOCAL\`, and is refused within a minute once its client is ended.

    POST <sign-in host>/oauth2/token
    Authorization: Basic base64(client id:secret)
    Content-Type: application/x-www-form-urlencoded

    grant_type=client_credentials

The answer is \`{"access_token", "token_type": "Bearer", "expires_in"}\`. Keep the token until it ends; there is no refresh, ask for a new one then.

**People** sign in on a page with an authorization code and PKCE (S256), scope \`openid\`.

\`GET /settings.json\` of a deployment names its sign-in host (\`signIn\`; empty: this host).

## Writing once

A POST that makes something takes an \`Idempotency-Key\`: the same call sent again with it is written once and answered as the first time. Send a new
random value for each thing, and the same one when you try again. The parameter's \`x-remembered-days\` says for how long it is remembered.
A PUT takes \`If-Match\` with the \`ETag\` that was read: when somebody else changed the document in between, the answer is 412 and names what changed.

## Reading lists

A list answers \`{items, nextCursor}\`. Send \`nextCursor\` as \`cursor\` until it is null. A page may be short or empty before the end.
A parameter that a call does not know is refused (400 \`unknown-filter\`), because a dropped filter would give the whole list.

## Failures

Failures are problem documents (RFC 9457, \`application/problem+json\`). Programs decide by \`code\`, which is stable; \`title\` is Thai for people, \`detail\`
English for integrators, \`errors\` names each wrong place of the input, \`requestId\` is what the operators ask for. Each call lists its own codes.
Those given at the edge (\`request-refused\`, \`too-many-requests\`) come as \`application/json\`. What the gateway refuses before any call begins is
\`{"message"}\` as \`application/json\`: 401 without a valid token, 404 for a path or method that is none of these, 413 for a body above
10 MB, 503 for a call that takes too long. Try again after 429 and 503, after the seconds of \`Retry-After\`; not after \`record-unreadable\`.

## States

Schemas of states (\`TargetState\`, \`NeedStatus\`, \`AssistanceStatus\`, …) list the steps that are allowed, also as data in \`x-transitions\`.
A step that is not allowed is 409 \`transition-not-allowed\` with \`from\` and \`to\`.
`;
