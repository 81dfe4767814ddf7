import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { Shown } from '../kit/states.tsx';
import { meQuery, SIGNED_OUT, type Me } from './calls.ts';
import { later } from './later.tsx';
import { menusOf } from './menus.ts';
import { accountOfDevice, forgetAccount, openedVault } from './offline/device.ts';
import { UnlockPage } from './offline/lock-pages.tsx';
import { hasVault, wipe } from './offline/vault.ts';
import { beginNewVersion, isNewVersionWaiting, NEW_VERSION } from './register-worker.ts';
import { forgetSession, isSignedIn, startSignIn, subOfSession } from './session.ts';
import { SignInPage } from './sign-in-page.tsx';
import { useOutbox } from './use-outbox.ts';

/** Read once. */
const TermsPage = later(async () => (await import('./terms-page.tsx')).TermsPage);
/** Menus at the thumb of a phone; the others are behind "เพิ่มเติม". */
const AT_THE_THUMB = 4;
/** As the style sheet has it: the menu lies beside the page. */
const WIDE = '(min-width: 56rem)';

export function Layout(): ReactNode {
  const [signedIn, setSignedIn] = useState(isSignedIn);
  const [locked, setLocked] = useState<string>();
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    const leave = (): void => setSignedIn(false);
    document.addEventListener(SIGNED_OUT, leave);
    void (async () => {
      // The vault of another account stays locked for its owner.
      const sub = subOfSession() ?? accountOfDevice();
      if (sub !== undefined && openedVault() === undefined && (await hasVault(sub))) setLocked(sub);
      setLooked(true);
    })();
    return () => document.removeEventListener(SIGNED_OUT, leave);
  }, []);
  if (!looked) return null;
  if (locked !== undefined)
    return (
      <UnlockPage
        sub={locked}
        onOpened={() => setLocked(undefined)}
        onWiped={() => {
          forgetAccount(locked);
          setLocked(undefined);
        }}
      />
    );
  return signedIn || openedVault() !== undefined ? <Known signedIn={signedIn} /> : <SignInPage />;
}

function Known({ signedIn }: { signedIn: boolean }): ReactNode {
  const me = useQuery({
    ...meQuery,
    // Without sign-in the face shows what this device keeps, and records.
    ...(signedIn ? {} : { queryFn: async () => (await openedVault()?.kept('me')) as Me, queryKey: ['me'] }),
  });
  return (
    <Shown of={me}>
      {(known) =>
        known.termsAccepted ? <Frame me={known} signedIn={signedIn} /> : <TermsPage version={known.termsVersion} />
      }
    </Shown>
  );
}

function Frame({ me, signedIn }: { me: Me; signedIn: boolean }): ReactNode {
  const unsent = useOutbox().data?.length ?? 0;
  const [leaving, setLeaving] = useState(false);
  const leave = async (): Promise<void> => {
    // Counted where they are kept: what this view shows may not have been read yet.
    const vault = openedVault();
    const kept = vault === undefined ? 0 : (await vault.outbox()).length + (await vault.draftsOf()).length;
    if (kept > 0 && !leaving) setLeaving(true);
    else await signOut(me.sub);
  };
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
        {signedIn ? (
          <button type="button" className="leave" onClick={() => void leave()}>
            ออกจากระบบ
          </button>
        ) : (
          <button type="button" className="leave" onClick={() => void startSignIn().catch(() => {})}>
            ลงชื่อเข้าใช้
          </button>
        )}
      </header>
      {leaving && (
        <p className="offline" role="alert">
          ออกจากระบบจะลบรายการที่ยังไม่ส่งหรือยังไม่ได้บันทึกในเครื่องนี้ กดออกจากระบบอีกครั้งเพื่อยืนยัน{' '}
          <button type="button" className="plain" onClick={() => setLeaving(false)}>
            ยังไม่ออก
          </button>
        </p>
      )}
      {unsent > 0 && (
        <p className="offline" role="status">
          <Link to="/officer/outbox">
            {signedIn ? 'รอส่ง' : 'ลงชื่อเข้าใช้เพื่อส่ง'} {unsent.toLocaleString('th-TH')} รายการ
          </Link>
        </p>
      )}
      <Offline />
      <NewVersion />
      <div className="frame">
        <Menus menus={menus} />
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </>
  );
}

/** On a phone the first few, and the others behind one; beside a page that is wide enough all of them. */
function Menus({ menus }: { menus: ReturnType<typeof menusOf> }): ReactNode {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  const [more, setMore] = useState(false);
  useEffect(() => {
    const width = matchMedia(WIDE);
    const look = (): void => setWide(width.matches);
    width.addEventListener('change', look);
    return () => width.removeEventListener('change', look);
  }, []);
  const shown = wide ? menus : menus.slice(0, AT_THE_THUMB);
  const items = (some: typeof menus): ReactNode =>
    some.map(({ to, label }) => (
      <li key={to}>
        <Link to={to} onClick={() => setMore(false)}>
          {label}
        </Link>
      </li>
    ));
  return (
    <nav aria-label="เมนู" className="menu">
      <ul>{items(shown)}</ul>
      {menus.length > shown.length && (
        <details className="more" open={more} onToggle={({ currentTarget }) => setMore(currentTarget.open)}>
          <summary>เพิ่มเติม</summary>
          <ul>{items(menus.slice(AT_THE_THUMB))}</ul>
        </details>
      )}
    </nav>
  );
}

/** Nothing is left of the account on this device. */
async function signOut(sub: string): Promise<void> {
  forgetSession();
  forgetAccount(sub);
  await wipe(sub);
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

function NewVersion(): ReactNode {
  const [waits, setWaits] = useState(isNewVersionWaiting);
  useEffect(() => {
    const look = (): void => setWaits(true);
    document.addEventListener(NEW_VERSION, look);
    return () => document.removeEventListener(NEW_VERSION, look);
  }, []);
  if (!waits) return null;
  return (
    <p className="offline" role="status">
      มีรุ่นใหม่{' '}
      <button type="button" className="plain" onClick={beginNewVersion}>
        ใช้รุ่นใหม่
      </button>
    </p>
  );
}
