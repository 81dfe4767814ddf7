import { createRootRoute, createRoute, createRouter, redirect, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { later } from './later.tsx';
import { Layout } from './layout.tsx';
import { HouseholdPage } from './pages/household-page.tsx';
import { TodayPage } from './pages/today-page.tsx';
import { VisitPage } from './pages/visit-page.tsx';
import { Title } from './title.tsx';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

/** The face begins at an address of its own: `/officer` alone lies outside the scope of the worker. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/officer',
  beforeLoad: () => {
    throw redirect({ to: '/officer/today', replace: true });
  },
});

function page<const Path extends string>(path: Path, component: (props: object) => ReactNode) {
  return createRoute({ getParentRoute: () => root, path, component });
}

/** A view of one thing, by its id in the address. */
function withId(Page: (props: { id: string }) => ReactNode): () => ReactNode {
  return function View() {
    const { id } = useParams({ strict: false });
    return id === undefined ? <NotFound /> : <Page key={id} id={id} />;
  };
}

/** What a first visit loads: the way from the work of today to a visit. */
const FIRST = [
  page('/officer/today', TodayPage),
  page('/officer/h/$id', withId(HouseholdPage)),
  page('/officer/h/$id/visit', withId(VisitPage)),
] as const;

/** Views that are not part of each visit. */
const CASES = [
  page(
    '/officer/search',
    later(async () => (await import('./pages/search-page.tsx')).SearchPage),
  ),
  page(
    '/officer/outbox',
    later(async () => (await import('./pages/outbox-page.tsx')).OutboxPage),
  ),
  page(
    '/officer/register',
    later(async () => (await import('./pages/register-page.tsx')).RegisterPage),
  ),
  page('/officer/h/$id/looks', withId(later(async () => (await import('./pages/looks-page.tsx')).LooksPage))),
  page('/officer/h/$id/mentor', withId(later(async () => (await import('./pages/mentor-page.tsx')).MentorPage))),
  page('/officer/h/$id/merges', withId(later(async () => (await import('./pages/merges-page.tsx')).MergesPage))),
  page('/officer/h/$id/plan', withId(later(async () => (await import('./pages/plan-page.tsx')).PlanPage))),
  page('/officer/h/$id/proof', withId(later(async () => (await import('./pages/proof-page.tsx')).ProofPage))),
  page('/officer/h/$id/refer', withId(later(async () => (await import('./pages/refer-page.tsx')).ReferPage))),
  page(
    '/officer/mentors',
    later(async () => (await import('./pages/mentors-page.tsx')).MentorsPage),
  ),
  page(
    '/officer/referrals',
    later(async () => (await import('./pages/referrals-page.tsx')).ReferralsPage),
  ),
  page('/officer/referrals/$id', withId(later(async () => (await import('./pages/referral-page.tsx')).ReferralPage))),
] as const;

/** Views of the work of an office: files, lists, figures, accounts. */
const OFFICE = [
  page(
    '/officer/uploads',
    later(async () => (await import('./pages/uploads-page.tsx')).UploadsPage),
  ),
  page(
    '/officer/uploads/new',
    later(async () => (await import('./pages/new-upload-page.tsx')).NewUploadPage),
  ),
  page('/officer/uploads/$id', withId(later(async () => (await import('./pages/upload-page.tsx')).UploadPage))),
  page(
    '/officer/duplicates',
    later(async () => (await import('./pages/duplicates-page.tsx')).DuplicatesPage),
  ),
  page(
    '/officer/lists',
    later(async () => (await import('./pages/lists-page.tsx')).ListsPage),
  ),
  page('/officer/lists/$id', withId(later(async () => (await import('./pages/list-page.tsx')).ListPage))),
  page(
    '/officer/rounds',
    later(async () => (await import('./pages/rounds-page.tsx')).RoundsPage),
  ),
  page('/officer/rounds/$id', withId(later(async () => (await import('./pages/round-page.tsx')).RoundPage))),
  page(
    '/officer/campaigns',
    later(async () => (await import('./pages/campaigns-page.tsx')).CampaignsPage),
  ),
  page('/officer/campaigns/$id', withId(later(async () => (await import('./pages/campaign-page.tsx')).CampaignPage))),
  page(
    '/officer/figures',
    later(async () => (await import('./pages/figures-page.tsx')).FiguresPage),
  ),
  page(
    '/officer/figures/progress',
    later(async () => (await import('./pages/progress-page.tsx')).ProgressPage),
  ),
  page(
    '/officer/figures/quarterly',
    later(async () => (await import('./pages/quarterly-page.tsx')).QuarterlyPage),
  ),
  page(
    '/officer/packages',
    later(async () => (await import('./pages/packages-page.tsx')).PackagesPage),
  ),
  page(
    '/officer/accounts',
    later(async () => (await import('./pages/accounts-page.tsx')).AccountsPage),
  ),
  page(
    '/officer/organisations',
    later(async () => (await import('./pages/organisations-page.tsx')).OrganisationsPage),
  ),
  page(
    '/officer/access-log',
    later(async () => (await import('./pages/access-log-page.tsx')).AccessLogPage),
  ),
  page(
    '/officer/subject-requests',
    later(async () => (await import('./pages/subject-requests-page.tsx')).SubjectRequestsPage),
  ),
  page(
    '/officer/break-glass',
    later(async () => (await import('./pages/break-glass-page.tsx')).BreakGlassPage),
  ),
] as const;

export const router = createRouter({ routeTree: root.addChildren([home, ...FIRST, ...CASES, ...OFFICE]) });

declare module '@tanstack/react-router' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be added to
  interface Register {
    router: typeof router;
  }
}

function NotFound(): ReactNode {
  return (
    <>
      <Title>ไม่พบหน้านี้</Title>
      <p>กรุณาเลือกจากเมนู</p>
    </>
  );
}
