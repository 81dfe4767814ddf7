import { describe, expect, it } from 'vitest';
import { STAGES } from '#infra/stages.ts';
import { ofType, STAGE_NAMES } from './templates.ts';

describe.each(STAGE_NAMES)('sign-in of %s', (stage) => {
  const settings = STAGES[stage];
  const [pool] = ofType(stage, 'AWS::Cognito::UserPool');
  const clients = ofType(stage, 'AWS::Cognito::UserPoolClient').map(({ properties }) => properties);

  it('lets in whom an officer made an account for, with a second factor', () => {
    expect(pool?.properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: settings.mfa === 'REQUIRED' ? 'ON' : 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      DeletionProtection: settings.lasting ? 'ACTIVE' : 'INACTIVE',
      UserPoolTier: 'LITE',
    });
    expect(pool?.properties['SmsConfiguration']).toBeUndefined();
  });

  it('writes nothing into tokens, and knows no role and no place: the records of accounts do', () => {
    for (const said of ['LambdaConfig', 'UserPoolAddOns']) expect(pool?.properties[said], said).toBeUndefined();
    expect(pool?.properties['Schema'].map(({ Name }: { Name: string }) => Name)).toEqual(['email']);
    expect(ofType(stage, 'AWS::Cognito::UserPoolGroup')).toEqual([]);
  });

  it('wants long passwords, and a new one within days', () => {
    expect(pool?.properties['Policies']).toEqual({
      PasswordPolicy: {
        MinimumLength: 12,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: false,
        RequireUppercase: true,
        TemporaryPasswordValidityDays: 3,
      },
    });
  });

  it('gives people a code by PKCE, and tokens that end within the hour and the day', () => {
    // Clients of systems are made by the API.
    expect(clients).toHaveLength(1);
    expect(clients[0]).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [`${settings.webOrigin}/officer/today`],
      LogoutURLs: [`${settings.webOrigin}/`],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      AccessTokenValidity: 60,
      IdTokenValidity: 60,
      RefreshTokenValidity: 720,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
      SupportedIdentityProviders: ['COGNITO'],
    });
    // By password alone only where nothing lasts: tests sign in so.
    expect(clients[0]?.['ExplicitAuthFlows'].toSorted()).toEqual([
      'ALLOW_REFRESH_TOKEN_AUTH',
      ...(settings.lasting ? [] : ['ALLOW_USER_PASSWORD_AUTH']),
      'ALLOW_USER_SRP_AUTH',
    ]);
  });

  it('lets people change their address alone', () => {
    for (const client of clients) expect(client['WriteAttributes']).toEqual(['email']);
  });

  it('has one scope for the systems of all organisations', () => {
    const [server] = ofType(stage, 'AWS::Cognito::UserPoolResourceServer');
    expect(server?.properties['Identifier']).toBe('poverty-logbook');
    expect(server?.properties['Scopes'].map(({ ScopeName }: { ScopeName: string }) => ScopeName)).toEqual(['system']);
  });

  it('has tokens verified by a function, and goes by its word for a minute', () => {
    const [authorizer, ...others] = ofType(stage, 'AWS::ApiGatewayV2::Authorizer');
    expect(others).toEqual([]);
    expect(authorizer?.properties).toMatchObject({
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 60,
      IdentitySource: ['$request.header.Authorization'],
    });
    expect(JSON.stringify(authorizer?.properties['AuthorizerUri'])).toMatch(/Authorizer\w+/);
    const verifier = ofType(stage, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('Authorizer'));
    expect(JSON.stringify(verifier?.properties['Environment'].Variables.TOKEN_ISSUER)).toContain(
      `https://cognito-idp.${settings.region}.amazonaws.com/`,
    );
  });
});
