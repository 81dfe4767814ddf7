import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { Shown } from '../kit/states.tsx';
import { meQuery, queries, SIGNED_OUT, type Me } from './calls.ts';
import { menusOf } from './menus.ts';
import { forgetSession, isSignedIn } from './session.ts';
import { SignInPage } from './sign-in-page.tsx';
import { TermsPage } from './terms-page.tsx';

/** Menus at the thumb of a phone; the others are behind "เพิ่มเติม". */
const AT_THE_THUMB = 4;

export function Layout(): ReactNode {
  const [signedIn, setSignedIn] = useState(isSignedIn);
  useEffect(() => {
    const leave = (): void => {
      queries.clear();
      setSignedIn(false);
    };
    document.addEventListener(SIGNED_OUT, leave);
    return () => document.removeEventListener(SIGNED_OUT, leave);
  }, []);
  return signedIn ? <SignedIn /> : <SignInPage />;
}

function SignedIn(): ReactNode {
  const me = useQuery(meQuery);
  return (
    <Shown of={me}>
      {(known) => (known.termsAccepted ? <Frame me={known} /> : <TermsPage version={known.termsVersion} />)}
    </Shown>
  );
}

function Frame({ me }: { me: Me }): ReactNode {
  const menus = menusOf(me.permissions);
  const { agencyName, areaName } = me.scope;
  const place = [agencyName, areaName ?? (agencyName === null ? 'ทั้งประเทศ' : null)].filter(Boolean).join(' · ');
  return (
    <>
      <a className="skip" href="#main">
        ข้ามไปยังเนื้อหา
      </a>
      <header className="top">
        <p className="name">แฟ้มบ้าน</p>
        <p className="place">{place}</p>
        <button type="button" className="leave" onClick={signOut}>
          ออกจากระบบ
        </button>
      </header>
      <Offline />
      <div className="frame">
        <nav aria-label="เมนู" className="menu">
          <ul>
            {menus.slice(0, AT_THE_THUMB).map(({ to, label }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
              </li>
            ))}
          </ul>
          {menus.length > AT_THE_THUMB && (
            <details className="more">
              <summary>เพิ่มเติม</summary>
              <ul>
                {menus.slice(AT_THE_THUMB).map(({ to, label }) => (
                  <li key={to}>
                    <Link to={to}>{label}</Link>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </nav>
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </>
  );
}

function signOut(): void {
  forgetSession();
  location.assign('/officer/today');
}

function Offline(): ReactNode {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    for (const event of ['online', 'offline']) addEventListener(event, look);
    return () => {
      for (const event of ['online', 'offline']) removeEventListener(event, look);
    };
  }, []);
  return (
    <div role="status">{!online && <p className="offline">ไม่มีสัญญาณ บันทึกการเยี่ยมได้ตามปกติ ระบบจะส่งให้เมื่อมีสัญญาณ</p>}</div>
  );
}
