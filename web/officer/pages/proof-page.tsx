import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProofFault } from 'virtual:codes';
import type { proveLogbook } from '#shared/contracts/logbook-routes.ts';
import { Shown } from '../../kit/states.tsx';
import { ask } from '../calls.ts';
import { Title } from '../title.tsx';

/** Whether every entry of a household is there as it was written. */
export function ProofPage({ id }: { id: string }): ReactNode {
  const proof = useQuery({
    queryKey: ['proof', id],
    // What was right a while ago proves nothing.
    gcTime: 0,
    queryFn: async () => await ask<typeof proveLogbook>('GET', `/v1/households/${id}/logbook/proof`),
  });
  return (
    <>
      <Title>ตรวจความครบถ้วนของแฟ้ม</Title>
      <p>
        <Link to="/officer/h/$id" params={{ id }}>
          กลับไปแฟ้มบ้าน
        </Link>
      </p>
      <p className="hint">ทุกรายการมีลายนิ้วมือที่คิดจากเนื้อหาและรายการก่อนหน้า รายการที่หายไปหรือถูกแก้หลังบันทึกจึงตรวจพบได้</p>
      <Shown of={proof}>
        {({ entries, intact, firstBroken, head }) => (
          <>
            {intact && (
              <p className="notice" role="status">
                ทั้ง {entries.toLocaleString('th-TH')} รายการอยู่ครบ และเป็นไปตามที่บันทึกไว้
              </p>
            )}
            {firstBroken !== null && (
              <div className="notice bad" role="alert">
                <p>
                  <strong>
                    รายการลำดับที่ {firstBroken.version.toLocaleString('th-TH')}:{' '}
                    {ProofFault[firstBroken.fault] ?? firstBroken.fault}
                  </strong>
                </p>
                <p>แจ้งผู้ดูแลระบบของจังหวัด และอย่าเพิ่งใช้แฟ้มนี้เป็นหลักฐาน</p>
              </div>
            )}
            {head !== null && (
              <p>
                ลายนิ้วมือของรายการล่าสุด <code>{head}</code>
              </p>
            )}
          </>
        )}
      </Shown>
    </>
  );
}
