import { Duration, RemovalPolicy, Stack, type App } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StringAttribute,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
  UserPoolOperation,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { tokenClaimsEnv } from '#shared/contracts/env.ts';
import { ROLES } from '#shared/domain/access/access.ts';
import { agencyScopeName, RESOURCE_SERVER } from '#shared/domain/access/agency-scope.ts';
import { agencies } from '#shared/reference/agencies.ts';
import { NodeFunction, type Surroundings } from '#infra/constructs/node-function.ts';
import { type MachineClient, nameIn } from '#infra/stages.ts';

/** Hours for which a token of an agency's own system is good. */
export const MACHINE_TOKEN_HOURS = 6;

/** What people may change of their own account: not the area and the agency, which decide what they may see. */
const OWN_TO_CHANGE = new ClientAttributes().withStandardAttributes({ email: true });

/**
 * Who signs in. People: groups are the roles of domain.md §2.1, `custom:area` and `custom:agency` their scope. An agency's own
 * system: a client with a secret and one scope, its agency's. Accounts are made by officers, never by oneself.
 */
export class IdentityStack extends Stack {
  readonly userPool: UserPool;
  readonly webClient: UserPoolClient;
  readonly machineClients: readonly UserPoolClient[];
  readonly domain: UserPoolDomain;
  readonly functions: readonly NodeFunction[];

  constructor(app: App, id: string, around: Surroundings) {
    const { stage } = around;
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Accounts, roles and clients of the poverty logbook',
    });
    this.userPool = new UserPool(this, 'Accounts', {
      userPoolName: nameIn(stage, 'accounts'),
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      mfa: stage.mfa === 'REQUIRED' ? Mfa.REQUIRED : Mfa.OPTIONAL,
      // No text messages: they cost, and numbers are taken over.
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: false,
        tempPasswordValidity: Duration.days(3),
      },
      userInvitation: {
        emailSubject: 'คำเชิญเข้าใช้ระบบสมุดบันทึกครัวเรือน',
        emailBody: [
          'ท่านได้รับเชิญให้ใช้ระบบสมุดบันทึกครัวเรือน',
          `เปิด <a href="${stage.webOrigin}/">${stage.webOrigin}</a> แล้วลงชื่อเข้าใช้ด้วยชื่อบัญชี {username} และรหัสใช้ครั้งเดียว {####}`,
          'จากนั้นตั้งรหัสผ่านของท่านเอง รหัสใช้ครั้งเดียวหมดอายุภายใน 72 ชั่วโมง หากท่านไม่ได้รอคำเชิญนี้ ไม่ต้องทำอะไร',
        ].join('<br>'),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      standardAttributes: { email: { required: false, mutable: true } },
      customAttributes: {
        area: new StringAttribute({ minLen: 2, maxLen: 6, mutable: true }),
        agency: new StringAttribute({ minLen: 1, maxLen: 40, mutable: true }),
      },
      deletionProtection: stage.lasting,
      removalPolicy: stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const role of ROLES)
      new CfnUserPoolGroup(this, `Role-${role}`, { userPoolId: this.userPool.userPoolId, groupName: role });

    const claims = new NodeFunction(this, 'TokenClaims', {
      around,
      folder: 'identity/token-claims',
      env: tokenClaimsEnv,
      environment: {},
      memoryMb: 256,
      timeout: Duration.seconds(5),
      grants: [],
      onCall: {
        th: 'เข้าสู่ระบบไม่ได้: ขั้นตอนใส่พื้นที่และหน่วยงานลงในบัตรผ่านล้มเหลว',
        en: 'Nobody can sign in: the trigger that writes area and agency into tokens fails. See its log first.',
      },
    });
    this.functions = [claims];
    this.userPool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, claims, LambdaVersion.V2_0);

    this.domain = this.userPool.addDomain('SignIn', {
      // Prefixes are shared by all accounts of a region.
      cognitoDomain: { domainPrefix: `${nameIn(stage, 'sign-in')}-${this.account}` },
    });
    this.webClient = this.userPool.addClient('Web', {
      userPoolClientName: nameIn(stage, 'web'),
      generateSecret: false,
      // Code with PKCE in the browser; the flow with a password only where tests sign in.
      authFlows: { userSrp: true, userPassword: !stage.lasting },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${stage.webOrigin}/`],
        logoutUrls: [`${stage.webOrigin}/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      writeAttributes: OWN_TO_CHANGE,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
    });

    const scopes = agencies.map(
      ({ slug, nameEn }) => new ResourceServerScope({ scopeName: agencyScopeName(slug), scopeDescription: nameEn }),
    );
    const server = this.userPool.addResourceServer('Api', { identifier: RESOURCE_SERVER, scopes });
    this.machineClients = stage.machineClients.map((client) => this.#machineClient(around, server, scopes, client));
  }

  #machineClient(
    { stage }: Surroundings,
    server: UserPoolResourceServer,
    scopes: readonly ResourceServerScope[],
    { agency, number }: MachineClient,
  ): UserPoolClient {
    const scope = scopes.find(({ scopeName }) => scopeName === agencyScopeName(agency));
    if (!scope) throw new Error(`No such agency: ${agency}`);
    return this.userPool.addClient(`Machine-${agency}-${number}`, {
      userPoolClientName: nameIn(stage, `agency-${agency}-${number}`),
      generateSecret: true,
      // Said, because unsaid means that people may sign in here as well; Cognito keeps the refresh of their tokens in any case.
      authFlows: { userSrp: false },
      refreshTokenValidity: Duration.hours(MACHINE_TOKEN_HOURS),
      preventUserExistenceErrors: true,
      writeAttributes: OWN_TO_CHANGE,
      oAuth: { flows: { clientCredentials: true }, scopes: [OAuthScope.resourceServer(server, scope)] },
      // Each token is charged for, and a system asks for a new one when the old one ends. The API refuses the tokens of a client
      // that is no longer in the audience of its authorizer; the runbook says in which order to deploy that.
      accessTokenValidity: Duration.hours(MACHINE_TOKEN_HOURS),
      enableTokenRevocation: true,
    });
  }
}
