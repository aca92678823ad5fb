/** What goes wrong in the lab, with a stable code so that a caller can tell a missing program from a hung guest. */
export type LabErrorCode =
  | "REQUIREMENT_MISSING"
  | "KERNEL_PACKAGE"
  | "PROGRAM_FAILED"
  | "VM_BOOT"
  | "VM_DIED"
  | "RUN_TIMEOUT"
  | "RUN_FAILED"
  | "TOPOLOGY"
  | "WAIT_TIMEOUT"
  | "USAGE";

export class LabError extends Error {
  readonly code: LabErrorCode;

  constructor(code: LabErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "LabError";
    this.code = code;
  }
}
