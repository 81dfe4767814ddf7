/** The pipeline as an account meets it: a token that GitHub signed for one job, exchanged for a role. */
import { nameIn, STAGES } from '#infra/stages.ts';

/** Credentials in the environment, as every tool of AWS takes them. */
export type Rights = {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string;
};

export type Job = {
  readonly role: 'deploy' | 'diff';
  /** What the token says of the job. */
  readonly subject: string;
  readonly audience?: string;
};

/** What the account gives for the token of a job. Undefined: nothing. The emulator looks at the claims, not at the signature. */
export async function rightsFor(emulator: string, { role, subject, audience }: Job): Promise<Rights | undefined> {
  const claims = {
    iss: 'https://token.actions.githubusercontent.com',
    sub: subject,
    aud: audience ?? 'sts.amazonaws.com',
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const answer = await fetch(emulator, {
    method: 'POST',
    body: new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: `arn:aws:iam::000000000000:role/${nameIn(STAGES.emulator, role)}`,
      RoleSessionName: 'pipeline',
      WebIdentityToken: `${part({ alg: 'RS256' })}.${part(claims)}.signature`,
    }),
  });
  const text = await answer.text();
  if (answer.status === 403) return undefined;
  const value = (name: string): string => {
    const found = new RegExp(`<${name}>(.+?)</${name}>`).exec(text)?.[1];
    if (found === undefined) throw new Error(`No ${name} in an answer with status ${answer.status}: ${text}`);
    return found;
  };
  return {
    AWS_ACCESS_KEY_ID: value('AccessKeyId'),
    AWS_SECRET_ACCESS_KEY: value('SecretAccessKey'),
    AWS_SESSION_TOKEN: value('SessionToken'),
  };
}
