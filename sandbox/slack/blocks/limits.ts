/** One published limit and where it is published. */
export interface Limit {
  readonly max: number;
  readonly source: string;
}

const blocks = 'https://docs.slack.dev/reference/block-kit/blocks';
const elements = 'https://docs.slack.dev/reference/block-kit/block-elements';
const objects = 'https://docs.slack.dev/reference/block-kit/composition-objects';
const modals = 'https://docs.slack.dev/surfaces/modals';
const views = 'https://docs.slack.dev/reference/methods/views.open';

/** Every Block Kit limit the sandbox enforces. Lengths are in characters (UTF-16 units, as JavaScript counts). */
export const LIMITS = {
  blocksPerMessage: { max: 50, source: blocks },
  /** Not in the documentation: seen as `msg_blocks_too_long` from about this size of the serialised blocks. */
  blocksSerialised: { max: 13_200, source: 'observed, error msg_blocks_too_long of chat.postMessage' },
  blockId: { max: 255, source: blocks },
  actionId: { max: 255, source: elements },
  textObject: { max: 3000, source: `${objects}/text-object` },
  sectionText: { max: 3000, source: `${blocks}/section-block` },
  sectionFields: { max: 10, source: `${blocks}/section-block` },
  sectionField: { max: 2000, source: `${blocks}/section-block` },
  headerText: { max: 150, source: `${blocks}/header-block` },
  contextElements: { max: 10, source: `${blocks}/context-block` },
  actionsElements: { max: 25, source: `${blocks}/actions-block` },
  imageAltText: { max: 2000, source: `${blocks}/image-block` },
  imageTitle: { max: 2000, source: `${blocks}/image-block` },
  url: { max: 3000, source: `${elements}/button-element` },
  buttonText: { max: 75, source: `${elements}/button-element` },
  buttonValue: { max: 2000, source: `${elements}/button-element` },
  accessibilityLabel: { max: 75, source: `${elements}/button-element` },
  selectPlaceholder: { max: 150, source: `${elements}/select-menu-element` },
  selectOptions: { max: 100, source: `${elements}/select-menu-element` },
  optionGroups: { max: 100, source: `${elements}/select-menu-element` },
  optionGroupLabel: { max: 75, source: `${objects}/option-group-object` },
  checkboxes: { max: 10, source: `${elements}/checkboxes-element` },
  radioButtons: { max: 10, source: `${elements}/radio-button-group-element` },
  /** Both the greatest `max_length` and what a text field takes without one. */
  textInput: { max: 3000, source: `${elements}/plain-text-input-element` },
  inputLabel: { max: 2000, source: `${blocks}/input-block` },
  inputHint: { max: 2000, source: `${blocks}/input-block` },
  overflowOptions: { max: 5, source: `${elements}/overflow-menu-element` },
  optionText: { max: 75, source: `${objects}/option-object` },
  optionDescription: { max: 75, source: `${objects}/option-object` },
  optionValue: { max: 150, source: `${objects}/option-object` },
  confirmTitle: { max: 100, source: `${objects}/confirmation-dialog-object` },
  confirmText: { max: 300, source: `${objects}/confirmation-dialog-object` },
  confirmButton: { max: 30, source: `${objects}/confirmation-dialog-object` },
  /** Third-party finding: a second plan block makes the whole message invalid. */
  plansPerMessage: { max: 1, source: `${blocks}/plan-block` },
  alertText: { max: 200, source: `${blocks}/alert-block` },
  blocksPerView: { max: 100, source: `${modals}, and surfaces/app-home` },
  modalTitle: { max: 24, source: modals },
  modalButton: { max: 24, source: modals },
  privateMetadata: { max: 3000, source: modals },
  callbackId: { max: 255, source: modals },
  externalId: { max: 255, source: views },
  /** Bytes of the serialised view: `view_too_large`, "greater than 250kb". */
  viewBytes: { max: 250_000, source: views },
  /** Views in a modal's stack: "after a modal is opened, the app is limited to pushing 2 additional views". */
  viewStack: { max: 3, source: 'https://docs.slack.dev/reference/methods/views.push' },
} as const satisfies Record<string, Limit>;
