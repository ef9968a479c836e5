/** Who takes part in signing by KMS, and the IAM actions on the key that it takes. */
export interface SigningPart {
  readonly who: string;
  readonly needs: readonly string[];
  /** What becomes of it where they lack. */
  readonly without: string;
}

/** Both sides of a signature. */
export const signing: readonly SigningPart[] = [
  {
    who: '`wheelhouse bot` and `all`',
    needs: ['kms:Sign', 'kms:GetPublicKey'],
    without: 'nothing is accepted, and `doctor` says so',
  },
  {
    who: '`wheelhouse worker`',
    needs: ['kms:GetPublicKey'],
    without: 'nothing is believed until it has read the key',
  },
];
