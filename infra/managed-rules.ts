/**
 * The lists of rules of AWS that stand at the edge, and which of their rules refuse. Plain data: the web ACL is made of it.
 *
 * A rule that looks at what people write (bodies: Thai sentences, names of files, dotted lines of forms) only counts, unless what it
 * looks for can be in no honest sentence. Why each one counts is written beside it. A rule that AWS adds counts until it is named here.
 */
export type ManagedRules = {
  readonly name: string;
  /** Begins the labels that its rules leave on a request. */
  readonly namespace: string;
  /** Rules that refuse, each with its label. A name is spelt as AWS spells it: one that is wrong is passed over in silence. */
  readonly refuse: Readonly<Record<string, string>>;
  readonly count: readonly string[];
};

export const MANAGED_RULES: readonly ManagedRules[] = [
  {
    name: 'AWSManagedRulesAmazonIpReputationList',
    namespace: 'awswaf:managed:aws:amazon-ip-list:',
    refuse: {
      AWSManagedIPReputationList: 'AWSManagedIPReputationList',
      AWSManagedReconnaissanceList: 'AWSManagedReconnaissanceList',
    },
    count: [
      // AWS only counts it, too: the phones of field teams share addresses with thousands of other phones.
      'AWSManagedIPDDoSList',
    ],
  },
  {
    name: 'AWSManagedRulesKnownBadInputsRuleSet',
    namespace: 'awswaf:managed:aws:known-bad-inputs:',
    refuse: {
      JavaDeserializationRCE_HEADER: 'JavaDeserializationRCE_Header',
      JavaDeserializationRCE_BODY: 'JavaDeserializationRCE_Body',
      JavaDeserializationRCE_URIPATH: 'JavaDeserializationRCE_URIPath',
      JavaDeserializationRCE_QUERYSTRING: 'JavaDeserializationRCE_QueryString',
      Host_localhost_HEADER: 'Host_Localhost_Header',
      PROPFIND_METHOD: 'Propfind_Method',
      ExploitablePaths_URIPATH: 'ExploitablePaths_URIPath',
      Log4JRCE_HEADER: 'Log4JRCE_Header',
      Log4JRCE_QUERYSTRING: 'Log4JRCE_QueryString',
      Log4JRCE_BODY: 'Log4JRCE_Body',
      Log4JRCE_URIPATH: 'Log4JRCE_URIPath',
      ReactJSRCE_BODY: 'ReactJSRCE_Body',
    },
    count: [],
  },
  {
    name: 'AWSManagedRulesCommonRuleSet',
    namespace: 'awswaf:managed:aws:core-rule-set:',
    refuse: {
      UserAgent_BadBots_HEADER: 'BadBots_Header',
      SizeRestrictions_Cookie_HEADER: 'SizeRestrictions_Cookie_Header',
      SizeRestrictions_URIPATH: 'SizeRestrictions_URIPath',
      EC2MetaDataSSRF_BODY: 'EC2MetaDataSSRF_Body',
      EC2MetaDataSSRF_COOKIE: 'EC2MetaDataSSRF_Cookie',
      EC2MetaDataSSRF_URIPATH: 'EC2MetaDataSSRF_URIPath',
      EC2MetaDataSSRF_QUERYARGUMENTS: 'EC2MetaDataSSRF_QueryArguments',
      GenericLFI_QUERYARGUMENTS: 'GenericLFI_QueryArguments',
      GenericLFI_URIPATH: 'GenericLFI_URIPath',
      RestrictedExtensions_URIPATH: 'RestrictedExtensions_URIPath',
      GenericRFI_QUERYARGUMENTS: 'GenericRFI_QueryArguments',
      GenericRFI_URIPATH: 'GenericRFI_URIPath',
      CrossSiteScripting_COOKIE: 'CrossSiteScripting_Cookie',
      CrossSiteScripting_QUERYARGUMENTS: 'CrossSiteScripting_QueryArguments',
      CrossSiteScripting_URIPATH: 'CrossSiteScripting_URIPath',
    },
    count: [
      // 8 KB. A body may have 1 MB (functions/middleware/read-body.ts), and thirty members of a household take ten thousand bytes.
      'SizeRestrictions_BODY',
      // "วันที่ ../../2569": the dotted blanks of a form are its "../../".
      'GenericLFI_BODY',
      // An address of an office's own network in a description. No function fetches what a body names.
      'GenericRFI_BODY',
      // Officers write "<" before figures and names. The page shows texts as texts, under a policy without foreign scripts.
      'CrossSiteScripting_BODY',
      // 2 KB. `list` and `cursor` may have 2,000 characters each.
      'SizeRestrictions_QUERYSTRING',
      // A cursor is "….…" of random letters: one in some ten thousand looks like "….log…".
      'RestrictedExtensions_QUERYARGUMENTS',
      // Programs of agencies send none: it is not usual in .NET and Node.
      'NoUserAgent_HEADER',
    ],
  },
];
