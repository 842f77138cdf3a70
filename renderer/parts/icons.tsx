/** One fixed outline icon per meaning (ui.md §10). Filled shapes are for lights and verdicts only. */
import {
  IconAddressBook,
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconArrowRight,
  IconBuildingFactory2,
  IconCalendarEvent,
  IconCheck,
  IconChevronDown,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconClock,
  IconCloudOff,
  IconCloudUp,
  IconColumns3,
  IconDeviceFloppy,
  IconDotsVertical,
  IconFileText,
  IconFilter,
  IconHome,
  IconHomeHeart,
  IconInfoCircle,
  IconLock,
  IconMessage,
  IconPencil,
  IconPlayerPauseFilled,
  IconPlus,
  IconRefresh,
  IconRefreshAlert,
  IconSearch,
  IconSend,
  IconDevicesPc,
  IconSettings,
  IconShieldCheck,
  IconSun,
  IconUsb,
  IconUser,
  IconHeadset,
  IconMessage2,
  IconScale,
  IconUsers,
  IconUsersGroup,
  IconHeartHandshake,
  IconReportMoney,
  IconX,
  IconArrowUp,
  IconArrowDown,
  IconBuildingStore,
  IconTrash,
  IconEye,
  IconLogin,
  type Icon as TablerIcon,
} from '@tabler/icons-react';

const icons = {
  today: IconSun,
  register: IconAddressBook,
  visit: IconHomeHeart,
  suggestion: IconMessage,
  sync: IconRefresh,
  settings: IconSettings,
  devices: IconDevicesPc,
  person: IconUser,
  household: IconHome,
  enterprise: IconBuildingFactory2,
  unit: IconBuildingStore,
  user: IconUsers,
  ticket: IconBuildingFactory2,
  legal: IconScale,
  inbox: IconMessage2,
  desk: IconHeadset,
  meeting: IconUsersGroup,
  search: IconSearch,
  clash: IconRefreshAlert,
  toSend: IconCloudUp,
  offline: IconCloudOff,
  done: IconCircleCheckFilled,
  stop: IconAlertOctagonFilled,
  warn: IconAlertTriangleFilled,
  pause: IconPlayerPauseFilled,
  open: IconCircle,
  provisional: IconCircleDashed,
  calendar: IconCalendarEvent,
  close: IconX,
  add: IconPlus,
  save: IconDeviceFloppy,
  edit: IconPencil,
  consent: IconShieldCheck,
  lock: IconLock,
  route: IconArrowRight,
  down: IconChevronDown,
  back: IconArrowBackUp,
  filter: IconFilter,
  columns: IconColumns3,
  file: IconFileText,
  send: IconSend,
  check: IconCheck,
  clock: IconClock,
  info: IconInfoCircle,
  more: IconDotsVertical,
  up: IconArrowUp,
  downward: IconArrowDown,
  trash: IconTrash,
  eye: IconEye,
  login: IconLogin,
  users: IconUsers,
  hardship: IconHeartHandshake,
  ledger: IconReportMoney,
  usb: IconUsb,
} as const satisfies Record<string, TablerIcon>;

export type IconName = keyof typeof icons;

/** Always beside a word, so it is hidden from screen readers; the word speaks. */
export function Icon(props: { name: IconName; size?: 15 | 17 | 19; className?: string }) {
  const Shape = icons[props.name];
  return (
    <Shape
      className={`icon ${props.className ?? ''}`}
      size={`${(props.size ?? 17) / 16}rem`}
      stroke={1.7}
      aria-hidden="true"
    />
  );
}

/** The icon of a record type, by the name in its definition; a sheet of paper for one this page does not know. */
export function typeIcon(name: string): IconName {
  return Object.hasOwn(icons, name) ? (name as IconName) : 'file';
}
