/** Thai names of the contract's codes, by list (`infra/build-officer.ts` makes the module of shared/contracts/code-labels.ts). */
declare module 'virtual:codes' {
  type Names = Readonly<Record<string, string>>;
  export const AccessAction: Names;
  export const AssistanceStatus: Names;
  export const AssistanceType: Names;
  export const CampaignStatus: Names;
  export const Dimension: Names;
  export const DueKind: Names;
  export const EntryType: Names;
  export const FileProblemCode: Names;
  export const FunnelStep: Names;
  export const HouseholdStatus: Names;
  export const ListChange: Names;
  export const Metric: Names;
  export const NeedKind: Names;
  export const NeedResult: Names;
  export const NeedStatus: Names;
  export const PackagedReport: Names;
  export const PlanAgreedBy: Names;
  export const PlanItemStatus: Names;
  export const PlanStatus: Names;
  export const ReferralEvent: Names;
  export const ReferralStatus: Names;
  export const Role: Names;
  export const RoundStatus: Names;
  export const Sector: Names;
  export const Stage: Names;
  export const StaysFor: Names;
  export const TargetListSource: Names;
  export const TargetListStatus: Names;
  export const TargetState: Names;
  export const UploadSource: Names;
  export const UploadStatus: Names;
  export const UrgencyLevel: Names;
  export const VisitOutcome: Names;
  export const VisitPurpose: Names;
}
