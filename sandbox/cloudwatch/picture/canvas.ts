import { PNG } from 'pngjs';

/** `#rrggbb` */
export type Colour = `#${string}`;

/** Something to draw on; what falls outside of it isn't drawn. (0, 0) is the upper left corner. */
export class Canvas {
  readonly #png: PNG;

  constructor(width: number, height: number, background: Colour) {
    this.#png = new PNG({ width, height });
    this.fill(0, 0, width, height, background);
  }

  /** A rectangle. */
  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    const { data, width: wide, height: high } = this.#png;
    const dot = Buffer.from(`${colour.slice(1)}ff`, 'hex');
    for (let y = Math.max(0, top); y < Math.min(high, top + height); y += 1) {
      for (let x = Math.max(0, left); x < Math.min(wide, left + width); x += 1)
        dot.copy(data, (y * wide + x) * 4);
    }
  }

  /** A straight line with square dots; `dash` counts dots that are drawn and then left out. */
  line(x0: number, y0: number, x1: number, y1: number, colour: Colour, thick = 1, dash = 0): void {
    const steps = Math.max(
      Math.abs(Math.round(x1) - Math.round(x0)),
      Math.abs(Math.round(y1) - Math.round(y0)),
    );
    for (let step = 0; step <= steps; step += 1) {
      if (dash > 0 && Math.floor(step / dash) % 2 === 1) continue;
      const part = steps === 0 ? 0 : step / steps;
      this.fill(Math.round(x0 + (x1 - x0) * part), Math.round(y0 + (y1 - y0) * part), thick, thick, colour);
    }
  }

  /** Figures of 3 by 5 dots, each dot `size` wide: digits, a point and a minus; anything else is a gap. */
  figures(text: string, left: number, top: number, colour: Colour, size = 2): void {
    [...text].forEach((character, index) => {
      const rows = GLYPHS[character] ?? [];
      rows.forEach((row, y) => {
        for (let x = 0; x < 3; x += 1) {
          if (((row >> (2 - x)) & 1) === 0) continue;
          this.fill(left + (index * 4 + x) * size, top + y * size, size, size, colour);
        }
      });
    });
  }

  /** The picture as a PNG. */
  png(): Buffer {
    return PNG.sync.write(this.#png);
  }
}

/** Rows of three dots, as the bits of a number. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 2, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  '.': [0, 0, 0, 0, 2],
  '-': [0, 0, 7, 0, 0],
  ':': [0, 2, 0, 2, 0],
};
