/** Keywords of `global_defs`: SNMP and D-Bus, through which other programs see the daemon. */
import { seconds } from "../../forms/number.ts";
import { text } from "../../forms/text.ts";
import { aliasKeyword } from "../../keyword.ts";
import { flag, optionalSetting, setting } from "./setting.ts";

const ofVrrpMib = [["SNMP", "SNMP_VRRP"]] as const;
const ofCheckerMib = [["SNMP", "SNMP_CHECKER"]] as const;
const statisticsAge = seconds({ minUs: 1000, maxUs: 30_000_000 });
/** A line of the file holds no more. */
const SOCKET_CHARACTERS = 4095;

export const monitoringKeywords = {
  snmpSocket: setting<string>({
    name: "snmp_socket",
    doc: "Where the SNMP master agent listens (AgentX).",
    example: "snmp_socket tcp:localhost:705",
    since: "1.2.20",
    requires: [["SNMP"]],
    form: text({ name: "socket", mayBeEmpty: true, alone: true, maxCharacters: SOCKET_CHARACTERS }),
    default: "unix:/var/agentx/master",
    whenRepeated: "first-wins-reported",
  }),
  enableTraps: flag({
    name: "enable_traps",
    doc: "Sends SNMP traps when states change.",
    since: "1.2.5",
    requires: [["SNMP"]],
  }),
  enableSnmpVrrp: flag({
    name: "enable_snmp_vrrp",
    doc: "Answers SNMP questions about VRRP by the KEEPALIVED MIB.",
    since: "2.0.0",
    requires: ofVrrpMib,
  }),
  enableSnmpKeepalived: aliasKeyword({
    name: "enable_snmp_keepalived",
    of: "enable_snmp_vrrp",
    doc: "An old spelling of enable_snmp_vrrp.",
    since: "1.2.20",
    requires: ofVrrpMib,
    deprecated: { by: "enable_snmp_vrrp", reason: "write enable_snmp_vrrp.", silent: true },
  }),
  enableSnmpRfc: flag({
    name: "enable_snmp_rfc",
    doc: "Answers SNMP questions by both of the standard VRRP MIBs (RFC 2787 and RFC 6527).",
    since: "1.2.20",
    requires: [["SNMP", "SNMP_RFC"]],
  }),
  enableSnmpRfcv2: flag({
    name: "enable_snmp_rfcv2",
    doc: "Answers SNMP questions by the MIB of VRRP version 2 (RFC 2787).",
    since: "1.2.20",
    requires: [["SNMP", "SNMP_RFCV2"]],
  }),
  enableSnmpRfcv3: flag({
    name: "enable_snmp_rfcv3",
    doc: "Answers SNMP questions by the MIB of VRRP version 3 (RFC 6527).",
    since: "1.2.20",
    requires: [["SNMP", "SNMP_RFCV3"]],
  }),
  enableSnmpChecker: flag({
    name: "enable_snmp_checker",
    doc: "Answers SNMP questions about virtual and real servers by the KEEPALIVED MIB.",
    since: "1.2.20",
    requires: ofCheckerMib,
  }),
  snmpVsStatsUpdateIntervalUs: setting<number>({
    name: "snmp_vs_stats_update_interval",
    doc: "How old the counters of virtual servers may be that SNMP answers with.",
    example: "snmp_vs_stats_update_interval 10",
    since: "2.3.0",
    requires: ofCheckerMib,
    form: statisticsAge,
    default: 5_000_000,
    whenMissing: "fatal",
  }),
  snmpRsStatsUpdateIntervalUs: optionalSetting<number>({
    name: "snmp_rs_stats_update_interval",
    doc: "How old the counters of real servers may be that SNMP answers with; without it they are those of their service.",
    example: "snmp_rs_stats_update_interval 10",
    since: "2.3.0",
    requires: ofCheckerMib,
    form: statisticsAge,
    whenMissing: "fatal",
  }),
  enableDbus: flag({
    name: "enable_dbus",
    doc: "Offers VRRP instances on D-Bus.",
    since: "1.3.0",
    requires: [["DBUS"]],
  }),
  dbusServiceName: setting<string>({
    name: "dbus_service_name",
    doc: "The daemon's name on D-Bus.",
    example: "dbus_service_name org.keepalived.Vrrp2",
    since: "1.3.7",
    requires: [["DBUS"]],
    form: text({ name: "name", mayBeEmpty: true }),
    default: "org.keepalived.Vrrp1",
  }),
  dbusNoInterfaceName: setting<string>({
    name: "dbus_no_interface_name",
    doc: "What stands in D-Bus paths in place of the interface of an instance that has none.",
    example: "dbus_no_interface_name unicast",
    since: "2.3.0",
    requires: [["DBUS"]],
    form: text({ name: "name", mayBeEmpty: true }),
    default: "none",
  }),
};
