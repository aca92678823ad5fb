/** The table's port over the kernel model: dumps may miss entries, and somebody else may write between two requests. */
import type { VirtualServerKey } from "../../src/config/model.ts";
import { serviceName } from "../../src/config/service-name.ts";
import type { IpvsCommand, IpvsService, IpvsTable } from "../../src/ipvs/table.ts";
import type { IpvsTables } from "../../src/ports/ipvs.ts";
import type { KernelRefusal } from "../../src/ports/routing.ts";
import { applyCommand } from "./kernel-model.ts";

export interface ModelHooks {
  /** What a dump of the whole table shows of it. */
  readonly show?: (table: IpvsTable) => IpvsTable;
  /** Called before each request of ours with all that stands; may change it. */
  readonly interfere?: (services: Map<string, IpvsService>) => void;
  /** The errno's name where the kernel refuses for a reason of its own. */
  readonly refuse?: (command: IpvsCommand) => string | undefined;
}

export class ModelIpvs implements IpvsTables {
  readonly #services: Map<string, IpvsService>;
  readonly #hooks: ModelHooks;
  readonly commands: IpvsCommand[] = [];
  /** Services read one by one. */
  readonly looks: string[] = [];
  dumps = 0;

  constructor(table: IpvsTable, hooks: ModelHooks = {}) {
    this.#services = new Map(table.services.map((service) => [serviceName(service.key), service]));
    this.#hooks = hooks;
  }

  get table(): IpvsTable {
    return { services: [...this.#services.values()] };
  }

  read(names?: ReadonlySet<string>): IpvsTable {
    this.dumps++;
    this.#hooks.interfere?.(this.#services);
    const shown = this.#hooks.show?.(this.table) ?? this.table;
    return { services: shown.services.filter(({ key }) => names?.has(serviceName(key)) !== false) };
  }

  readService(key: VirtualServerKey): IpvsService | undefined {
    this.looks.push(serviceName(key));
    this.#hooks.interfere?.(this.#services);
    return this.#services.get(serviceName(key));
  }

  apply(commands: readonly IpvsCommand[]): readonly (KernelRefusal | undefined)[] {
    this.#hooks.interfere?.(this.#services);
    return commands.map((command) => {
      this.commands.push(command);
      const code = this.#hooks.refuse?.(command) ?? applyCommand(this.#services, command);
      return code === undefined ? undefined : { code, message: code };
    });
  }
}
