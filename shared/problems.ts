/**
 * The catalogue of problems: every expected failure that a caller can meet, with its HTTP status, its Thai title
 * (people read it) and its English detail (integrators read it). Codes are stable; texts may improve.
 */
const CATALOGUE = {
  'bad-json': [400, 'ข้อมูลที่ส่งมาไม่ใช่ JSON ที่ถูกต้อง', 'The body is not valid JSON.'],
  'bad-encoding': [
    400,
    'ข้อมูลที่ส่งมาไม่ใช่ข้อความ UTF-8 ที่สมบูรณ์',
    'The body is not UTF-8, or holds U+FFFD, which takes the place of lost bytes; see errors.',
  ],
  'invalid-input': [422, 'ข้อมูลที่ส่งมาไม่ถูกต้อง', 'Some fields are missing or wrong; see errors.'],
  'unknown-filter': [400, 'ไม่รู้จักตัวกรองที่ระบุ', 'The query holds a parameter this call does not know.'],
  'cursor-invalid': [400, 'ตัวชี้หน้าถัดไปไม่ถูกต้องหรือไม่ใช่ของท่าน', 'The cursor is damaged or was issued for another scope.'],
  'not-signed-in': [401, 'กรุณาลงชื่อเข้าใช้', 'No valid token.'],
  'events-gone': [
    410,
    'เหตุการณ์ต่อจากตำแหน่งนี้เก่ากว่า 90 วันและไม่มีแล้ว กรุณาอ่านข้อมูลปัจจุบัน แล้วเริ่มติดตามใหม่โดยไม่ระบุ after',
    'Events behind this place are older than 90 days and gone: read what you need as it is now, then begin without after.',
  ],
  'session-ended': [401, 'การลงชื่อเข้าใช้นี้สิ้นสุดแล้ว กรุณาลงชื่อเข้าใช้ใหม่', 'This session was ended; sign in again.'],
  'account-not-active': [
    403,
    'บัญชีนี้ถูกระงับหรือปิดแล้ว กรุณาติดต่อหน่วยงานที่เชิญท่านเข้าใช้',
    'The account is suspended or closed; see account.',
  ],
  'account-without-record': [
    403,
    'บัญชีนี้ยังไม่ได้รับเชิญให้ใช้ระบบ กรุณาให้หน่วยงานของท่านเชิญด้วยอีเมลนี้',
    'The account signs in, and has no record that says what it may do: somebody who answers for it must invite it.',
  ],
  'terms-not-accepted': [
    403,
    'กรุณายอมรับข้อตกลงการใช้งานก่อนใช้ระบบ',
    'The terms of use come before the first use: accept the version named here by POST /v1/me/terms.',
  ],
  'not-permitted': [403, 'บทบาทของท่านไม่มีสิทธิ์ทำรายการนี้', 'Your role does not permit this call.'],
  'move-not-yours': [
    403,
    'ท่านไม่มีสิทธิ์อ่านแฟ้มครัวเรือนนี้ จึงบันทึกหรือแก้ไขการย้ายมายังพื้นที่ในจังหวัดของท่านไม่ได้ กรุณาแจ้งสำนักงานในพื้นที่ที่ครัวเรือนอยู่ตามระบบ หรือฝ่ายเลขานุการ ศจพ. จังหวัด ให้เป็นผู้บันทึก',
    'You may not read this household, so you can neither record nor correct a move of it to an area of your province. The office of the area in which it is recorded, or the secretariat of the province, records it.',
  ],
  'urgency-only-raised': [
    403,
    'หน่วยงานแจ้งได้เฉพาะให้เร่งด่วนกว่าเดิม การลดความเร่งด่วนเป็นของ ศจพ. ในพื้นที่',
    'An agency may only raise the urgency; see level for the present one.',
  ],
  'grant-not-yours': [
    403,
    'ท่านไม่มีสิทธิ์ให้หรือเปลี่ยนสิทธิ์นี้ หรือเป็นบัญชีของท่านเอง',
    'A grant that you may not give or take back, or your own account; see errors where grants were sent.',
  ],
  'outside-scope': [403, 'อยู่นอกพื้นที่หรือหน่วยงานที่ท่านรับผิดชอบ', 'Outside the area or agency of your account.'],
  'route-not-found': [404, 'ไม่พบบริการนี้', 'No such call.'],
  'household-not-found': [404, 'ไม่พบครัวเรือนในพื้นที่ของท่าน', 'No such household in your scope.'],
  'entry-not-found': [404, 'ไม่พบรายการในแฟ้มบ้านนี้', 'No such logbook entry in this household.'],
  'plan-not-found': [404, 'ครัวเรือนนี้ยังไม่มีแผน หรือไม่มีฉบับที่ระบุ', 'The household has no plan, or no such version of it.'],
  'meeting-not-found': [404, 'ไม่พบการประชุมนี้', 'No such meeting in your scope.'],
  'resolution-not-found': [404, 'ไม่พบมติที่ประชุมนี้', 'No such resolution in your scope.'],
  'referral-not-found': [404, 'ไม่พบการส่งต่อนี้', 'No such referral in your scope.'],
  'account-not-found': [404, 'ไม่พบบัญชีนี้ในบัญชีที่ท่านดูแล', 'No such account among those that you answer for.'],
  'break-glass-not-found': [404, 'ไม่พบการเปิดแฟ้มฉุกเฉินนี้', 'No such break-glass of your own, or in your scope.'],
  'subject-request-not-found': [404, 'ไม่พบคำขอใช้สิทธินี้', 'No such request of a data subject in your scope.'],
  'move-request-not-found': [
    404,
    'ไม่พบคำขอย้ายครัวเรือนนี้',
    'No such move request of yours, or of a household where you answer.',
  ],
  'webhook-not-found': [404, 'ไม่พบที่อยู่ปลายทางนี้ของหน่วยงาน', 'Your organisations have no such webhook.'],
  'client-not-found': [404, 'ไม่พบระบบนี้ของหน่วยงาน หรือเลิกใช้แล้ว', 'The organisation has no such client, or it was ended.'],
  'session-not-found': [404, 'ไม่พบการลงชื่อเข้าใช้นี้', 'No call of this account has met such a session.'],
  'upload-not-found': [404, 'ไม่พบการนำเข้าไฟล์นี้', 'No such upload in your scope.'],
  'undo-not-found': [404, 'ยังไม่มีการยกเลิกการนำเข้าไฟล์นี้', 'This upload was never undone.'],
  'target-list-not-found': [404, 'ไม่พบบัญชีเป้าหมายนี้', 'No such target list in your scope.'],
  'report-not-found': [404, 'ไม่พบรายงานนี้', 'No such report in your scope.'],
  'mpi-profile-not-found': [404, 'ไม่พบเกณฑ์ MPI นี้', 'No such profile of the MPI.'],
  'target-run-not-found': [404, 'ไม่พบการทำงานนี้ของบัญชีเป้าหมาย', 'No such run of the target list.'],
  'transfer-not-found': [404, 'ไม่พบการโอนครัวเรือนนี้', 'No such transfer in your scope.'],
  'run-not-found': [404, 'ไม่พบการประมวลผลนี้', 'No such statistics run.'],
  'campaign-not-found': [404, 'ไม่พบแผนรณรงค์นี้', 'No such campaign in your scope.'],
  'round-not-found': [404, 'ไม่พบรอบ Re-X-ray นี้', 'No such round of Re-X-ray in your scope.'],
  'revision-not-found': [404, 'ไม่มีฉบับปรับปรุงนี้', 'This revision does not exist.'],
  'organisation-not-found': [404, 'ไม่พบหน่วยงานนี้', 'No such organisation.'],
  'register-entry-not-found': [404, 'ไม่พบรายการนี้', 'No such entry of this catalogue.'],
  'area-not-found': [404, 'ไม่พบพื้นที่นี้', 'No such area.'],
  'method-not-allowed': [405, 'ไม่รองรับวิธีเรียกนี้', 'This path does not take this method.'],
  'household-exists': [409, 'พบครัวเรือนที่น่าจะเป็นครัวเรือนเดียวกัน กรุณาตรวจสอบก่อน', 'Candidates exist; look at them first.'],
  'household-full': [
    409,
    'แฟ้มครัวเรือนนี้เต็มแล้ว กรุณาแก้ไขสภาพปัญหาหรือผลสำรวจเดิมให้ข้อความสั้นลง แล้วบันทึกใหม่',
    'The document of the household has no room for this entry; correct needs or surveys to shorter texts first. Needs and surveys are refused before help, visits, statuses and corrections are.',
  ],
  'household-merged': [
    409,
    'ครัวเรือนนี้รวมเข้ากับครัวเรือนอื่นแล้ว กรุณาบันทึกในครัวเรือนนั้น',
    'The household was merged into another one; see into. What is said of it is recorded there.',
  ],
  'chain-too-long': [
    409,
    'รวมครัวเรือนต่อกันหลายทอดเกินกำหนดแล้ว',
    'Households were merged into one another so often that a look-up would follow more than 8 merges.',
  ],
  'merge-not-found': [404, 'ไม่พบการรวมครัวเรือนนี้', 'No such merge of households in your scope.'],
  'merge-not-last': [
    409,
    'ครัวเรือนที่เก็บไว้ถูกรวมเข้ากับครัวเรือนอื่นอีกแล้ว กรุณายกเลิกการรวมครั้งหลังก่อน',
    'The household that stayed was merged into a third one since; undo that merge first.',
  ],
  'duplicate-not-found': [404, 'ไม่พบคู่ครัวเรือนนี้ในพื้นที่ของท่าน', 'No such pair of households in your scope.'],
  'consent-needed': [
    409,
    'ครัวเรือนที่จะรวมเข้ามาอยู่ในอีกจังหวัด ได้แจ้งฝ่ายเลขานุการ ศจพ. จังหวัดนั้นให้ยินยอมแล้ว กรุณารวมอีกครั้งเมื่อจังหวัดนั้นยินยอม',
    'The household that goes lives in another province, whose secretariat was asked: see duplicate, province and duplicateStatus. Merge again when it has consented.',
  ],
  'consent-not-needed': [
    409,
    'ทั้งสองครัวเรือนอยู่ในจังหวัดเดียวกัน จึงรวมได้โดยไม่ต้องขอความยินยอม',
    'Both households live in one province: who has both in scope merges them.',
  ],
  'merge-undone': [409, 'ยกเลิกการรวมครัวเรือนนี้ไปแล้ว', 'This merge was undone already.'],
  'idempotency-key-reused': [
    422,
    'Idempotency-Key นี้ใช้กับข้อมูลอื่นไปแล้ว',
    'This Idempotency-Key was used with another body.',
  ],
  'covers-overlap': [
    409,
    'มีหน่วยอื่นครอบคลุมพื้นที่เดียวกันนี้อยู่แล้ว',
    'Another unit, or another local authority, has the same cover; see cover and unit.',
  ],
  'organisation-exists': [
    409,
    'มีหน่วยงานชื่อนี้ในพื้นที่นี้อยู่แล้ว กรุณาใช้หน่วยงานเดิม',
    'An organisation of this name is in the register already, in this area or built in; see slug.',
  ],
  'organisation-built-in': [409, 'หน่วยงานนี้มากับระบบ จึงแก้ไขไม่ได้', 'This organisation is built in and cannot be changed.'],
  'already-superseded': [
    409,
    'รายการนี้ถูกแก้ไขไปแล้ว กรุณาแก้ไขรายการล่าสุด',
    'That entry has been corrected already; correct the newer one.',
  ],
  'transition-not-allowed': [409, 'เปลี่ยนสถานะเช่นนี้ไม่ได้', 'The life-cycle does not allow this step.'],
  'evidence-needed': [
    409,
    'ยังไม่มีหลักฐานสำหรับสถานะนี้ กรุณาบันทึกการลงพื้นที่ ความช่วยเหลือ หรือการติดตามก่อน หรือระบุหลักฐาน (evidence)',
    'Nothing that was recorded bears this state yet; see to and missing.',
  ],
  'upload-undone': [409, 'ยกเลิกการนำเข้าไฟล์นี้ไปแล้ว', 'This upload is being undone or was undone; that happens once.'],
  'upload-not-undoable': [
    409,
    'ยกเลิกการนำเข้าไฟล์นี้ไม่ได้ เพราะยังนำเข้าไม่เสร็จ เป็นการทดลอง หรือนำเข้าก่อนที่ระบบจะจดไว้ว่าแถวใดบันทึกอะไร',
    'This upload cannot be undone; why says whether it is NOT_ENDED, a TRIAL, or TOO_OLD: loaded before it was kept what its rows recorded.',
  ],
  'list-not-draft': [409, 'บัญชีเป้าหมายนี้เผยแพร่แล้ว', 'The target list is not a draft any more.'],
  'own-report': [
    409,
    'ผู้สั่งประมวลผลชุดรายงานนี้รับรองเองไม่ได้ กรุณาให้ผู้มีสิทธิ์รับรองคนอื่น',
    'You started a run that this package comes from; another person approves it.',
  ],
  'report-approved': [409, 'ชุดรายงานนี้รับรองแล้ว', 'The package is approved already.'],
  'round-closed': [409, 'รอบ Re-X-ray นี้ปิดแล้ว', 'The round of Re-X-ray is closed already.'],
  'list-not-frozen': [409, 'บัญชีเป้าหมายนี้ยังไม่ตรึงหรือถูกแทนที่แล้ว', 'The target list is not in the frozen state.'],
  'list-not-published': [409, 'บัญชีเป้าหมายนี้ยังไม่เผยแพร่หรือตรึงแล้ว', 'The target list is not in the published state.'],
  'not-on-list': [409, 'ครัวเรือนนี้ไม่อยู่ในบัญชีเป้าหมายที่ระบุ', 'The household is not on that target list.'],
  'already-withdrawn': [409, 'รายการนี้ถูกถอนไปแล้ว', 'That entry withdraws another; there is nothing to withdraw.'],
  'built-upon': [
    409,
    'มีรายการอื่นอ้างถึงสิ่งที่รายการนี้บันทึกไว้ จึงถอนไม่ได้ กรุณาถอนหรือแก้ไขรายการเหล่านั้นก่อน',
    'Entries in force name what that entry made; see by. Withdraw or correct them first.',
  ],
  'need-in-use': [
    409,
    'มีรายการอื่นอ้างถึงสภาพปัญหานี้แล้ว จึงตัดออกไม่ได้ หากไม่เป็นปัญหาแล้ว กรุณาบันทึกสถานะเป็น "ยกเลิก" แทน',
    'A status, help or follow-up in force names needs that this correction drops; see needIds. Keep each of them by its id; the status WITHDRAWN exists for a need that is none.',
  ],
  'need-closed': [
    409,
    'สภาพปัญหาที่ระบุปิดแล้ว จึงส่งต่อไม่ได้ กรุณาเปิดใหม่ก่อนหากยังเป็นปัญหา',
    'Only open needs are referred; see needIds.',
  ],
  'meeting-held': [
    409,
    'ประชุมแล้วหรือยกเลิกแล้ว จึงแก้ไขไม่ได้อีก',
    'The meeting was held or cancelled; see meetingStatus. Only resolutions are added to one that was held.',
  ],
  'resolution-ended': [
    409,
    'มติที่ประชุมนี้ดำเนินการเสร็จหรือยกเลิกแล้ว',
    'The resolution was carried out or cancelled; see resolutionStatus and at.',
  ],
  'referral-open': [
    409,
    'ส่งต่อสภาพปัญหานี้ให้หน่วยงานนี้อยู่แล้ว และยังไม่สิ้นสุด',
    'A referral of one of these needs to this agency is still open; see referral.',
  ],
  'referral-ended': [409, 'การส่งต่อนี้สิ้นสุดแล้ว จึงตอบหรือเรียกคืนไม่ได้อีก', 'The referral has ended; see referralStatus and at.'],
  'help-missing': [
    409,
    'ยังไม่มีความช่วยเหลือที่ให้แล้วและอ้างถึงการส่งต่อนี้ หากแก้ปัญหาด้วยวิธีอื่น กรุณาระบุเหตุผล',
    'No delivered help names this referral; record it with referralId, or say in reason how it was solved otherwise.',
  ],
  'need-not-found': [422, 'ไม่พบสภาพปัญหาที่อ้างถึงในครัวเรือนนี้', 'A needId is not a need of this household.'],
  'person-not-found': [422, 'ไม่พบบุคคลที่อ้างถึงในครัวเรือนนี้', 'A personId is not a member of this household.'],
  'account-exists': [
    409,
    'อีเมลนี้มีบัญชีอยู่แล้ว',
    'There is an account of this e-mail, or somebody signs in with it already.',
  ],
  'no-export': [
    409,
    'ส่งออกข้อมูลได้เฉพาะคำขอ ACCESS ที่ไม่ถูกปฏิเสธ ของผู้ที่ยังเป็นสมาชิกครัวเรือน และเมื่อตอบคำขอแล้วเท่านั้น',
    'Only a request of the kind ACCESS of a person who is still in the household is exported: by who may answer it unless it was refused, by others once it is answered.',
  ],
  'break-glass-open': [
    409,
    'ท่านเปิดแฟ้มฉุกเฉินของครัวเรือนนี้อยู่แล้ว',
    'You have this household open already; read it by its id.',
  ],
  'break-glass-not-needed': [
    409,
    'ครัวเรือนนี้อยู่ในพื้นที่ของท่าน เปิดแฟ้มได้ตามปกติ',
    'The household is within your scope; search and read it as usual.',
  ],
  'break-glass-limit': [
    429,
    'วันนี้ท่านเปิดแฟ้มฉุกเฉินครบจำนวนแล้ว กรุณาประสานหน่วยเจ้าของพื้นที่',
    'You have had as many looks as an account has in a day, hits and misses; ask the office of the household.',
  ],
  'too-many-clients': [
    409,
    'หน่วยงานนี้มีรหัสของระบบครบจำนวนแล้ว กรุณาเลิกใช้รหัสที่ไม่ใช้ก่อน',
    'The organisation has as many clients as one may have; end those that are not used.',
  ],
  'move-requested': [
    409,
    'มีคำขอย้ายครัวเรือนนี้รอคำตอบอยู่แล้ว',
    'A request for a move of this household is open; its unit answers it first.',
  ],
  'move-request-not-needed': [
    409,
    'ท่านอ่านแฟ้มครัวเรือนนี้ได้ กรุณาบันทึกการย้ายในแฟ้มบ้าน',
    'You read this household: record the move in its logbook.',
  ],
  'too-many-webhooks': [
    409,
    'หน่วยงานนี้มีที่อยู่ปลายทางครบจำนวนแล้ว กรุณาเลิกใช้ที่อยู่เดิมก่อน',
    'The organisation has as many webhooks as one may have; end one first.',
  ],
  'address-not-public': [
    422,
    'ส่งไปยังที่อยู่นี้ไม่ได้ ต้องเป็น https และเป็นที่อยู่บนอินเทอร์เน็ตสาธารณะ',
    'The address must be https, without a user in it, and its name must lead to addresses of the public internet alone.',
  ],
  'terms-outdated': [
    409,
    'ข้อตกลงการใช้งานมีฉบับอื่นแล้ว กรุณาอ่านและยอมรับฉบับปัจจุบัน',
    'Not the version of the terms that is in force; see version.',
  ],
  'mentor-not-valid': [
    422,
    'บัญชีนี้เป็นพี่เลี้ยงของครัวเรือนนี้ในวันดังกล่าวไม่ได้ ต้องมีสิทธิ์พี่เลี้ยงในพื้นที่ของครัวเรือนและยังไม่ถูกระงับหรือปิด',
    'No invited or active account with a grant of MENTOR over the place of the household on that day; see errors.',
  ],
  'month-not-closed': [409, 'เดือนนี้ยังไม่ปิดรอบ', 'The month is not closed yet.'],
  'version-conflict': [412, 'ข้อมูลถูกแก้ไขโดยผู้อื่นแล้ว กรุณาอ่านใหม่', 'The document changed since you read it; see changed.'],
  'precondition-required': [428, 'ต้องระบุ If-Match', 'This call wants an If-Match header.'],
  'too-large': [413, 'ข้อมูลใหญ่เกินกำหนด', 'The body or file is over the limit.'],
  'unsupported-media-type': [415, 'รองรับเฉพาะ application/json ที่เป็น UTF-8', 'Send application/json in UTF-8.'],
  'file-refused': [422, 'ไม่รับไฟล์นี้', 'The file is refused as a whole.'],
  'personal-number-in-text': [
    422,
    'ข้อความมีเลขประจำตัว 13 หลัก กรุณาลบออกแล้วบันทึกใหม่',
    'A free text holds a valid 13-digit number of a person; see errors.',
  ],
  'list-required': [422, 'ต้องระบุบัญชีเป้าหมายของไฟล์นี้', 'Uploads of tpmap-targets name the target list they fill.'],
  // Given at the edge (infra/constructs/edge-acl.ts), before any function is reached.
  'request-refused': [
    403,
    'ระบบป้องกันไม่รับคำขอนี้ หากเป็นงานปกติ กรุณาแจ้งผู้ดูแลระบบพร้อมเวลาที่พบ',
    'Refused at the edge, because it looks like an attack. If it was honest work, tell the operators its time and its x-amz-cf-id.',
  ],
  'too-many-requests': [
    429,
    'มีคำขอจากเครือข่ายของท่านมากเกินไป กรุณารอ 1 นาทีแล้วลองใหม่',
    'Too many requests from your address within a minute; try again after the seconds of retry-after.',
  ],
  'clock-behind': [
    503,
    'นาฬิกาของระบบคลาดเคลื่อน ยังบันทึกรายการนี้ไม่ได้ กรุณาลองใหม่ภายหลัง',
    'The newest entry of this household was recorded later than the clock of this server says; try again.',
  ],
  busy: [503, 'ระบบมีผู้ใช้งานพร้อมกันมาก กรุณาลองใหม่', 'Too much contention on this document; try again.'],
  'record-unreadable': [
    503,
    'เปิดข้อมูลที่ผนึกไว้ไม่ได้ ทีมงานได้รับแจ้งแล้ว การลองใหม่จะไม่ช่วย กรุณาแจ้งผู้ดูแลระบบพร้อมเลขคำขอ',
    'A sealed record could not be opened. It has been logged; trying again does not help.',
  ],
  unexpected: [500, 'ระบบขัดข้อง ทีมงานได้รับแจ้งแล้ว', 'An unexpected failure; it has been logged.'],
} as const satisfies Record<string, readonly [status: number, titleTh: string, detailEn: string]>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export type ProblemCode = keyof typeof CATALOGUE;
export const PROBLEM_CODES = Object.keys(CATALOGUE) as ProblemCode[];

/** One wrong place in an input: an RFC 6901 pointer with a Thai message and, when there is one, a machine code. */
export type InputError = { pointer: string; message: string; code?: string };

/** The refusal of an input that is wrong at one place. */
export function wrongInput(pointer: string, message: string, code: string): Problem {
  return new Problem('invalid-input', { errors: [{ pointer, message, code }] });
}

/** An RFC 9457 problem document. `code` is the stable name; `title` is Thai, `detail` English. */
export type ProblemDocument = {
  type: string;
  status: number;
  code: ProblemCode;
  title: string;
  detail: string;
  errors?: InputError[];
  [extension: string]: unknown;
};

/** An expected failure. Thrown where it is found, translated to HTTP in one place. Carries nothing personal. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly extensions: { detail?: string; errors?: InputError[]; [name: string]: unknown };

  constructor(code: ProblemCode, extensions: { detail?: string; errors?: InputError[]; [name: string]: unknown } = {}) {
    super(code);
    this.code = code;
    this.extensions = extensions;
  }

  get status(): number {
    return CATALOGUE[this.code][0];
  }

  document(): ProblemDocument {
    const [status, title, detail] = CATALOGUE[this.code];
    return { type: `urn:problem:${this.code}`, status, code: this.code, title, detail, ...this.extensions };
  }
}
