/** Memory that threads share and kernels work on. It may be sent to another thread like any shared array. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

// The part of the API that is used; the types of Node have none of it, those of browsers would bring the DOM along.
interface Api {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: {env: {memory: SharedMemory}}) => {readonly exports: unknown};
  Memory: new (size: {initial: number; maximum: number; shared: true}) => SharedMemory;
}

const api = (globalThis as {WebAssembly?: Api}).WebAssembly;
const PAGE_BYTES = 65_536;

/** Allocates memory for kernels, all zero. Without WebAssembly it is a plain buffer, for their TypeScript twins. */
export function createMemory(bytes: number): SharedMemory {
  const pages = Math.max(1, Math.ceil(bytes / PAGE_BYTES));
  if (api === undefined) return {buffer: new SharedArrayBuffer(pages * PAGE_BYTES)};
  return new api.Memory({initial: pages, maximum: pages, shared: true});
}

const modules = new Map<string, object | undefined>();

/**
 * Instantiates a kernel on memory.
 *
 * @param wasm - base64, as the build makes it from `assembly`
 * @returns what it exports, or undefined where WebAssembly, its SIMD or its shared memory is missing: take the
 *   TypeScript twin of the kernel there
 */
export function loadKernel<Exports>(wasm: string, memory: SharedMemory): Exports | undefined {
  if (api === undefined) return undefined;
  if (!modules.has(wasm)) modules.set(wasm, compile(api, wasm));
  const module = modules.get(wasm);
  return module && (new api.Instance(module, {env: {memory}}).exports as Exports);
}

function compile(api: Api, wasm: string): object | undefined {
  const bytes = Uint8Array.from(atob(wasm), (byte) => byte.charCodeAt(0));
  return api.validate(bytes) ? new api.Module(bytes) : undefined;
}
