import type { SystemCall } from './system-sources.ts';

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
const withoutMac = 'an interface has no MAC of its own, as the loopback interface';

/** Run once by loading systeminformation, before the first call. */
export const commandsOfLoading: CommandsByPlatform = {
  linux: [],
  darwin: [],
  win32: [{ command: 'chcp' }],
};

/**
 * What each call runs. From the sources of systeminformation 5.33.23: `lib/osinfo.js` (osInfo, getFQDN, uuid,
 * isUefiLinux, getUniqueMacAdresses), `lib/system.js` (system), `lib/network.js` (getDefaultNetworkInterface,
 * getMacAddresses) and `lib/util.js` (getCodepage).
 */
export const systemCommands: { readonly [C in SystemCall]: CommandsByPlatform } = {
  osInfo: {
    linux: [
      { command: 'hostname -f 2>/dev/null', when: withoutWorker },
      { command: 'cat /etc/*-release; cat /usr/lib/os-release; cat /etc/openwrt_release' },
      { command: 'echo $LANG' },
      { command: 'dmesg | grep -E "EFI v"', when: 'there is no /sys/firmware/efi' },
      { command: 'which ip', when: withoutMac },
      { command: 'export LC_ALL=C; ip link show up; unset LC_ALL', when: withoutMac },
      { command: 'export LC_ALL=C; /sbin/ifconfig; unset LC_ALL', when: `${withoutMac}, and there is no ip` },
      {
        command:
          'echo -n "os: "; cat /var/lib/dbus/machine-id 2> /dev/null || cat /etc/machine-id 2> /dev/null; echo; ' +
          'echo -n "hardware: "; cat /sys/class/dmi/id/product_uuid 2> /dev/null; echo;',
      },
    ],
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
      { command: 'export LC_ALL=C; dmidecode -t system 2>/dev/null; unset LC_ALL' },
      {
        command: ['product_name', 'product_serial', 'product_uuid', 'product_version', 'sys_vendor']
          .map((name) => `echo -n "${name}: "; cat /sys/devices/virtual/dmi/id/${name} 2>/dev/null; echo;`)
          .join(' '),
      },
      {
        command: 'ls -1 /dev/disk/by-id/ 2>/dev/null; pciconf -lv 2>/dev/null || true',
        when: 'neither model nor maker name a virtual machine',
      },
      {
        command:
          'dmesg 2>/dev/null | grep -iE "virtual|hypervisor" | grep -iE "vmware|qemu|kvm|xen" | ' +
          'grep -viE "Nested Virtualization|/virtual/"',
      },
    ],
    darwin: [{ command: 'ioreg -c IOPlatformExpertDevice -d 2' }],
    win32: [
      powerShell(
        'Get-CimInstance Win32_ComputerSystemProduct | select Name,Vendor,Version,IdentifyingNumber,UUID | fl',
      ),
      powerShell('Get-CimInstance MS_Systeminformation -Namespace "root/wmi" | select systemsku | fl'),
      powerShell(
        'Get-CimInstance Win32_bios | select Version, SerialNumber, SMBIOSBIOSVersion',
        'neither model nor maker name a virtual machine',
      ),
    ],
  },
  networkInterfaceDefault: {
    linux: [{ command: 'ip route 2> /dev/null | grep default' }],
    darwin: [{ command: "route -n get default 2>/dev/null | grep interface: | awk '{print $2}'" }],
    win32: [{ command: 'netstat -r' }],
  },
};
