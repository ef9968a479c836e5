import type { EpochMs } from '../clock.ts';
import type { Fault } from '../fault/fault.ts';
import type { Result } from '../result.ts';
import type { AlarmPlace } from './alarms.ts';

/** Draws an alarm's metric with its threshold (CloudWatch API, GetMetricWidgetImage). Nothing throws. */
export interface MetricPictures {
  /** A PNG of the hours before `to`, with a mark at each deployment. */
  draw(
    place: AlarmPlace,
    alarm: {
      readonly name: string;
      readonly from: EpochMs;
      readonly to: EpochMs;
      readonly marks: readonly EpochMs[];
    },
  ): Promise<Result<Uint8Array, Fault>>;
}

/** Keeps pictures where messages can show them (Slack: files.getUploadURLExternal, image block's `slack_file`). */
export interface PictureStore {
  /** Answers the file's id, once it can be shown. Called twice it keeps two; nobody sees one that no message shows. */
  keep(picture: {
    readonly name: string;
    readonly png: Uint8Array;
    readonly alt: string;
  }): Promise<Result<string, Fault>>;
}
