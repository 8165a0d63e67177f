/** Number arrays as the API sends them. */
export type FrameArray = Uint8Array | Int32Array | Uint32Array | Float32Array;

export type FrameKind = 'u8' | 'i32' | 'u32' | 'f32';

/** Where an array lies in a frame: bytes from the end of the head. */
export interface FramePart {
  readonly kind: FrameKind;
  readonly offset: number;
  readonly length: number;
}

/** The JSON head of a frame. */
export interface FrameHead<Facts = unknown> {
  readonly facts: Facts;
  readonly arrays: Readonly<Record<string, FramePart>>;
}

/**
 * Facts and arrays in one piece (application/octet-stream): four bytes with the length of a JSON head, the head, filled
 * up with spaces to a multiple of eight, then the arrays, each at a multiple of eight; little-endian.
 */
export function encodeFrame(facts: unknown, arrays: Readonly<Record<string, FrameArray>>): Uint8Array<ArrayBuffer> {
  const parts: Record<string, FramePart> = {};
  let end = 0;
  for (const [name, array] of Object.entries(arrays)) {
    parts[name] = {kind: kindOf(array), offset: end, length: array.length};
    end = aligned(end + array.byteLength);
  }
  const json = new TextEncoder().encode(JSON.stringify({facts, arrays: parts}));
  const start = aligned(4 + json.length);
  const frame = new Uint8Array(start + end);
  frame.fill(0x20, 4, start);
  new DataView(frame.buffer).setUint32(0, start - 4, true);
  frame.set(json, 4);
  for (const [name, array] of Object.entries(arrays)) {
    frame.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + parts[name].offset);
  }
  return frame;
}

function kindOf(array: FrameArray): FrameKind {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Int32Array) return 'i32';
  return array instanceof Uint32Array ? 'u32' : 'f32';
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
