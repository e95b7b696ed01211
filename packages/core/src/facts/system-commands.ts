import type { SystemRead } from './system-sources.ts';

/** A command that is run to read the machine. */
export interface SystemCommand {
  /** As it is given to the shell. */
  readonly command: string;
  /** @default the system's own shell */
  readonly shell?: 'PowerShell';
  /** When it is run. @default always */
  readonly when?: string;
}

/** The platforms whose commands are known. */
export type CommandPlatform = 'linux' | 'darwin' | 'win32';

/** Commands by platform. */
export type CommandsByPlatform = { readonly [P in CommandPlatform]: readonly SystemCommand[] };

const powerShell = (command: string, when?: string): SystemCommand =>
  when === undefined ? { command, shell: 'PowerShell' } : { command, shell: 'PowerShell', when };

const withoutWorker = 'in a bundle, where no worker thread can be loaded';

/** Run once by loading systeminformation, before the first call: on Linux it is not loaded. */
export const commandsOfLoading: CommandsByPlatform = {
  linux: [],
  darwin: [],
  win32: [{ command: 'chcp' }],
};

/** `system()` reads both, so that either costs the same. */
const ofSystem: Omit<CommandsByPlatform, 'linux'> = {
  darwin: [{ command: 'ioreg -c IOPlatformExpertDevice -d 2' }],
  win32: [
    powerShell('Get-CimInstance Win32_ComputerSystemProduct | select Name,Vendor,Version,IdentifyingNumber,UUID | fl'),
    powerShell('Get-CimInstance MS_Systeminformation -Namespace "root/wmi" | select systemsku | fl'),
    powerShell(
      'Get-CimInstance Win32_bios | select Version, SerialNumber, SMBIOSBIOSVersion',
      'neither model nor maker name a virtual machine',
    ),
  ],
};

/**
 * What each read runs. On Linux what `linux-system.ts` runs, elsewhere from the sources of systeminformation 5.33.23:
 * `lib/osinfo.js` (osInfo, getFQDN), `lib/system.js` (system), `lib/network.js` (getDefaultNetworkInterface) and
 * `lib/util.js` (getCodepage).
 */
export const systemCommands: { readonly [R in SystemRead]: CommandsByPlatform } = {
  osInfo: {
    linux: [],
    darwin: [
      { command: 'hostname -f 2>/dev/null', when: withoutWorker },
      { command: 'sw_vers; sysctl kern.ostype kern.osrelease kern.osrevision kern.uuid' },
      { command: 'echo $LANG' },
    ],
    win32: [
      powerShell(
        'Get-CimInstance Win32_OperatingSystem | select Caption,SerialNumber,BuildNumber,ServicePackMajorVersion,ServicePackMinorVersion | fl',
      ),
      powerShell('(Get-CimInstance Win32_ComputerSystem).HypervisorPresent'),
      powerShell(
        'Add-Type -AssemblyName System.Windows.Forms; [System.Windows.Forms.SystemInformation]::TerminalServerSession',
      ),
      powerShell(String.raw`reg query "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion" /v DisplayVersion`),
    ],
  },
  system: {
    linux: [
      { command: 'dmesg', when: 'nothing else names a virtual machine, and there is no /dev/kmsg, as in a container' },
    ],
    ...ofSystem,
  },
  uuid: { linux: [], ...ofSystem },
  networkInterfaceDefault: {
    linux: [],
    darwin: [{ command: "route -n get default 2>/dev/null | grep interface: | awk '{print $2}'" }],
    win32: [{ command: 'netstat -r' }],
  },
};
