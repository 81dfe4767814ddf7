import { describe, expect, it } from 'vitest';
import { ROLES } from '#shared/domain/access/access.ts';
import { agencies } from '#shared/reference/agencies.ts';
import { settingsOf, STAGES } from '#infra/stages.ts';
import { type Json, ofType, STAGE_NAMES, templatesWith } from './templates.ts';

describe.each(STAGE_NAMES)('sign-in of %s', (stage) => {
  const settings = STAGES[stage];
  const [pool] = ofType(stage, 'AWS::Cognito::UserPool');
  const clients = ofType(stage, 'AWS::Cognito::UserPoolClient').map(({ properties }) => properties);
  const ofPeople = clients.filter((client) => client['AllowedOAuthFlows'].includes('code'));
  const ofSystems = clients.filter((client) => !ofPeople.includes(client));

  it('lets in whom an officer made an account for, with a second factor', () => {
    expect(pool?.properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: settings.mfa === 'REQUIRED' ? 'ON' : 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      DeletionProtection: settings.lasting ? 'ACTIVE' : 'INACTIVE',
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
    });
    expect(pool?.properties['SmsConfiguration']).toBeUndefined();
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

  it('knows the roles of the domain as groups, and no other', () => {
    const groups = ofType(stage, 'AWS::Cognito::UserPoolGroup').map(({ properties }) => properties['GroupName']);
    expect(groups).toEqual([...ROLES]);
  });

  it('gives people a code by PKCE, and tokens that end within the hour and the day', () => {
    expect(ofPeople).toHaveLength(1);
    expect(ofPeople[0]).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [`${settings.webOrigin}/`],
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
    expect(ofPeople[0]?.['ExplicitAuthFlows'].toSorted()).toEqual([
      'ALLOW_REFRESH_TOKEN_AUTH',
      ...(settings.lasting ? [] : ['ALLOW_USER_PASSWORD_AUTH']),
      'ALLOW_USER_SRP_AUTH',
    ]);
  });

  it("gives each agency's own system one scope, for six hours", () => {
    expect(ofSystems).toHaveLength(settings.machineClients.length);
    for (const [index, { agency, number }] of settings.machineClients.entries()) {
      const server = { Ref: expect.stringMatching(/^AccountsApi/) };
      expect(ofSystems[index]).toEqual({
        UserPoolId: { Ref: expect.stringMatching(/^Accounts/) },
        ClientName: `poverty-logbook-${stage}-agency-${agency}-${number}`,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: [{ 'Fn::Join': ['', [server, `/agency.${agency}`]] }],
        GenerateSecret: true,
        EnableTokenRevocation: true,
        // Nobody signs in here: what is left is the refresh of tokens that nobody gets.
        ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        PreventUserExistenceErrors: 'ENABLED',
        AccessTokenValidity: 360,
        RefreshTokenValidity: 360,
        TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
        SupportedIdentityProviders: ['COGNITO'],
        WriteAttributes: ['email'],
      });
    }
  });

  it('lets nobody change their own area or agency', () => {
    for (const client of clients) expect(client['WriteAttributes']).toEqual(['email']);
  });

  it("replaces the secret of an agency's system by a client beside the old one", () => {
    const machineClients = [
      { agency: 'dopa', number: 1 },
      { agency: 'dopa', number: 2 },
    ];
    const { Resources } = templatesWith(settingsOf(stage, { machineClients }))[`poverty-logbook-${stage}-identity`];
    const named = Object.values<Json>(Resources).map(({ Properties }) => Properties?.ClientName);
    expect(named).toContain(`poverty-logbook-${stage}-agency-dopa-1`);
    expect(named).toContain(`poverty-logbook-${stage}-agency-dopa-2`);
  });

  it('drops a client when the API is deployed before the accounts, as the runbook says', () => {
    const first = { agency: 'dopa', number: 1 };
    const second = { agency: 'dopa', number: 2 };
    const before = templatesWith(settingsOf(stage, { machineClients: [first, second] }));
    const after = templatesWith(settingsOf(stage, { machineClients: [second] }));
    const exportsOf = (templates: Json): string[] =>
      Object.values<Json>(templates[`poverty-logbook-${stage}-identity`].Outputs).flatMap(({ Export }) =>
        Export ? [Export.Name] : [],
      );
    const dropped = exportsOf(before).filter((name) => !exportsOf(after).includes(name));
    expect(dropped).toHaveLength(1);
    const [name = ''] = dropped;
    const importing = (templates: Json): string[] =>
      Object.keys(templates).filter((stack) =>
        JSON.stringify(templates[stack]).includes(JSON.stringify({ 'Fn::ImportValue': name })),
      );
    // CloudFormation refuses to drop what a deployed stack imports, so the API must let go of it first.
    expect(importing(before)).toEqual([`poverty-logbook-${stage}-api`]);
    expect(importing(after)).toEqual([]);
  });

  it('has a scope for every agency of the reference table', () => {
    const [server] = ofType(stage, 'AWS::Cognito::UserPoolResourceServer');
    const scopes = server?.properties['Scopes'].map(({ ScopeName }: Json) => ScopeName);
    expect(server?.properties['Identifier']).toBe('poverty-logbook');
    expect(scopes.toSorted()).toEqual(agencies.map(({ slug }) => `agency.${slug}`).toSorted());
  });

  it('lets tokens of these clients alone into the API', () => {
    const [authorizer] = ofType(stage, 'AWS::ApiGatewayV2::Authorizer');
    const { Audience, Issuer } = authorizer!.properties['JwtConfiguration'];
    expect(Audience).toHaveLength(clients.length);
    expect(new Set(Audience.map((one: Json) => JSON.stringify(one))).size).toBe(clients.length);
    for (const audience of Audience) expect(JSON.stringify(audience)).toMatch(/Accounts(?:Web|Machine)/);
    expect(JSON.stringify(Issuer)).toContain(`https://cognito-idp.${settings.region}.amazonaws.com/`);
    expect(authorizer?.properties['IdentitySource']).toEqual(['$request.header.Authorization']);
  });
});
