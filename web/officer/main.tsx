import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './calls.ts';
import { lockWhenLeft } from './offline/device.ts';
import { sendNowAndThen } from './offline/outbox.ts';
import { keepPackNowAndThen } from './offline/pack.ts';
import { router } from './routes.tsx';
import { registerWorker } from './register-worker.ts';
import { finishSignIn } from './session.ts';
import { sayAtSignIn } from './sign-in-page.tsx';

sayAtSignIn(await finishSignIn());
registerWorker();
lockWhenLeft();
sendNowAndThen();
keepPackNowAndThen();
const root = document.getElementById('root');
if (root === null) throw new Error('The entry has no root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
