import { crc32 } from 'node:zlib';

/** The type of a header's value that is a string (AWS event stream encoding). */
const STRING = 7;

function header(name: string, value: string): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([Buffer.from([key.length]), key, Buffer.from([STRING]), length, text]);
}

function u32(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
}

/**
 * One message of AWS's event stream: lengths, their checksum, headers, payload, checksum of all (Smithy specification,
 * "Amazon Event Stream"). `event` for what is told, `exception` for what ends the stream.
 */
export function eventMessage(kind: 'event' | 'exception', type: string, payload: unknown): Buffer {
  const headers = Buffer.concat([
    header(':message-type', kind),
    header(`:${kind}-type`, type),
    header(':content-type', 'application/json'),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const lengths = Buffer.concat([u32(16 + headers.length + body.length), u32(headers.length)]);
  const message = Buffer.concat([lengths, u32(crc32(lengths)), headers, body]);
  return Buffer.concat([message, u32(crc32(message))]);
}
