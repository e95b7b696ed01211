/**
 * Names that so many machines have that they tell none from another, and that what is sent holds for other reasons: of
 * users, hosts, folders, systems and processors.
 */
export const genericWords: ReadonlySet<string> = new Set(
  `
  root admin administrator user users guest nobody daemon system service services default owner operator manager
  developer deploy deployer runner worker workers test tests tester testing demo example public app apps application
  node nodejs npm pnpm yarn deno python java ruby php perl www-data apache nginx caddy http https mail mysql mariadb
  postgres postgresql redis mongodb influxdb rabbitmq mosquitto mqtt grafana prometheus jenkins gitlab github gitea git
  localhost localdomain local local.domain localhost.localdomain host hostname server servers client desktop laptop notebook
  workstation computer machine cloud virtual vagrant docker podman container containerd kubernetes kube minikube buildkitsandbox
  home house office work main master primary secondary replica backup proxy gateway router database data web-server
  production prod staging stage development devel debug release live beta alpha sandbox internal external
  linux unix windows darwin macos macbook macbook-pro macbook-air mac-mini imac freebsd openbsd netbsd android ubuntu debian fedora centos redhat rhel rocky
  almalinux alma alpine arch archlinux manjaro gentoo slackware opensuse suse mint nixos amazon oracle raspbian raspberrypi
  raspberry synology qnap unraid truenas proxmox openwrt bookworm bullseye buster trixie jammy noble focal bionic
  win32 win64 x86_64 amd64 arm64 aarch64 intel apple xeon core epyc ryzen athlon pentium celeron atom snapdragon ampere
  graviton neoverse cortex qemu kvm vmware virtualbox hyperv xen azure aws google ec2-user vscode codespace codespaces
  true false null none undefined unknown name value enabled disabled telemetry plainsight butler
  / /app /apps /application /src /data /config /code /work /workspace /workspaces /srv /opt /tmp /var /usr /usr/src
  /usr/src/app /usr/app /usr/local /var/www /var/www/html /var/lib /var/empty /nonexistent /root /home /users /volumes
  c:/ c:/app c:/windows c:/windows/system32
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);
