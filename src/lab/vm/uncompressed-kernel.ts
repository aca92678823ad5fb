/** Takes the kernel proper out of a bzImage, so that the emulated processor need not decompress it at every boot. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { tryProgram } from "../run-program.ts";

/** Offsets of the x86 boot protocol's header (Documentation/arch/x86/boot.rst), version 2.08 on. */
const header = {
  setupSectors: 0x1f1,
  magic: 0x202,
  version: 0x206,
  payloadOffset: 0x248,
  payloadLength: 0x24c,
};
const headerMagic = 0x53726448; // "HdrS"

const decompressors = [
  { program: "xz", magic: Buffer.from("fd377a585a00", "hex"), sizeBytesAfter: 4 },
  { program: "zstd", magic: Buffer.from("28b52ffd", "hex"), sizeBytesAfter: 4 },
  { program: "gzip", magic: Buffer.from("1f8b", "hex"), sizeBytesAfter: 0 },
] as const;

/** The ELF note by which a kernel says where a PVH loader enters it: owner "Xen", type 18, 4 or 8 bytes of address. */
const pvhNotes = [4, 8].map((length) =>
  Buffer.from([4, 0, 0, 0, length, 0, 0, 0, 18, 0, 0, 0, 0x58, 0x65, 0x6e, 0]),
);

/** The compressed kernel inside the image, without the length that the build appends; undefined for an unknown form. */
function compressedKernel(image: Buffer): { readonly program: string; readonly bytes: Buffer } | undefined {
  if (image.length < 0x250 || image.readUInt32LE(header.magic) !== headerMagic) return undefined;
  if (image.readUInt16LE(header.version) < 0x208) return undefined;
  const start = (image.readUInt8(header.setupSectors) + 1) * 512 + image.readUInt32LE(header.payloadOffset);
  const payload = image.subarray(start, start + image.readUInt32LE(header.payloadLength));
  const found = decompressors.find(({ magic }) => payload.subarray(0, magic.length).equals(magic));
  if (found === undefined) return undefined;
  return { program: found.program, bytes: payload.subarray(0, payload.length - found.sizeBytesAfter) };
}

/**
 * Writes the uncompressed kernel to `target`. Answers false, and leaves no file, where the image is of a form that we do
 * not know or qemu cannot enter directly: such an image is booted as it is. It takes an emulated boot from 9 s to 1 s
 * before the kernel's first line.
 */
export async function writeUncompressedKernel(imageFile: string, target: string): Promise<boolean> {
  const compressed = compressedKernel(await readFile(imageFile));
  if (compressed === undefined) return false;
  const packed = `${target}.packed`;
  await writeFile(packed, compressed.bytes);
  const { status } = await tryProgram("sh", [
    "-c",
    `exec ${compressed.program} -dc < "$1" > "$2"`,
    "sh",
    packed,
    target,
  ]);
  await rm(packed);
  const kernel = await readFile(target);
  if (status === 0 && pvhNotes.some((note) => kernel.includes(note))) return true;
  await rm(target);
  return false;
}
