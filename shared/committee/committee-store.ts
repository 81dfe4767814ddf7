/** Port of the store of ศจพ. orders: every order ever put, so that figures can be made as known at any time. */
export type CommitteeOrder = {
  area: string;
  version: number;
  orderNo: string;
  orderDate: string;
  agencies: string[];
  recordedAt: string;
};

export type CommitteeStore = {
  newest(area: string): Promise<CommitteeOrder | undefined>;
  /** Puts the next order of an area; false when that version exists already. */
  put(order: CommitteeOrder): Promise<boolean>;
  /** All orders of an area and of the areas above it. */
  history(area: string): Promise<CommitteeOrder[]>;
};
