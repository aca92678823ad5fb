/** Vigil's version, and keepalived's whose behaviour it has. */
import packageJson from "../../package.json" with { type: "json" };

export const version: string = packageJson.version;
export const keepalivedVersion = "2.4.3";
