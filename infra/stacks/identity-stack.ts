import { Duration, RemovalPolicy, Stack, type App } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { RESOURCE_SERVER, SYSTEM_SCOPE_NAME } from '#shared/domain/access/system-scope.ts';
import type { Surroundings } from '#infra/constructs/node-function.ts';
import { nameIn } from '#infra/stages.ts';

/** What people may change of their own sign-in. */
const OWN_TO_CHANGE = new ClientAttributes().withStandardAttributes({ email: true });

/**
 * Who signs in; what they may do is in their records (docs/decisions/accounts.md). Accounts are made by officers, never by oneself.
 * Clients of systems are made by the API, too, so none is here.
 */
export class IdentityStack extends Stack {
  readonly userPool: UserPool;
  readonly webClient: UserPoolClient;
  readonly domain: UserPoolDomain;

  constructor(app: App, id: string, { stage }: Pick<Surroundings, 'stage'>) {
    super(app, id, {
      env: { region: stage.region },
      terminationProtection: stage.lasting,
      description: 'Sign-in of the poverty logbook',
    });
    this.userPool = new UserPool(this, 'Accounts', {
      userPoolName: nameIn(stage, 'accounts'),
      // All that sign-in needs: tokens say who, and nothing is written into them.
      featurePlan: FeaturePlan.LITE,
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
      deletionProtection: stage.lasting,
      removalPolicy: stage.lasting ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
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
        callbackUrls: [`${stage.webOrigin}/officer/today`],
        logoutUrls: [`${stage.webOrigin}/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      writeAttributes: OWN_TO_CHANGE,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
    });

    this.userPool.addResourceServer('Api', {
      identifier: RESOURCE_SERVER,
      scopes: [new ResourceServerScope({ scopeName: SYSTEM_SCOPE_NAME, scopeDescription: 'Systems of organisations' })],
    });
  }
}
