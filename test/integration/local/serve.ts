import { createServer, type RequestListener, type Server } from 'node:http';

export type Served = {
  readonly url: string;
  readonly server: Server;
  stop(): Promise<void>;
};

/** Serves a request listener on a free port of the loopback address. */
export const serve = async (listener: RequestListener): Promise<Served> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    server,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
