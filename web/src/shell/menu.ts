import {
  AlertOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  FileProtectOutlined,
  HomeOutlined,
  IdcardOutlined,
  NodeIndexOutlined,
  NotificationOutlined,
  PayCircleOutlined,
  PieChartOutlined,
  PlusCircleOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  ShopOutlined,
  SettingOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Bilingual } from '../i18n/language.ts';
import { hasPage } from '../pages/index.ts';
import type { SignedIn } from '../session.ts';

export interface Entry extends Bilingual {
  readonly path: string;
  readonly icon: ComponentType<{ readonly 'aria-hidden'?: boolean }>;
}
const entry = (path: string, icon: Entry['icon'], zh: string, en: string): Entry => ({ path, icon, zh, en });

const TODAY = entry('/today', HomeOutlined, '工作台', 'Today');
const DUE = entry('/due', ScheduleOutlined, '待办', 'Due');
const CASES = entry('/cases', NodeIndexOutlined, '线索与案件', 'Findings & cases');
const HOUSEHOLDS = entry('/households', TeamOutlined, '农户', 'Households');
const FEEDS = entry('/feeds', CloudUploadOutlined, '数据导入', 'Feeds');
const POLICY = entry('/policies', BookOutlined, '政策与测算', 'Policy & what-if');
const MONEY = entry('/money', PayCircleOutlined, '资金', 'Money');
const MEETINGS = entry('/meetings', CalendarOutlined, '会议', 'Meetings');
const NOTICES = entry('/notices', NotificationOutlined, '公示与意见', 'Notices & objections');
const SHARES = entry('/shares', PieChartOutlined, '股权与分配', 'Shares & rounds');
const CHECKS = entry('/checks', CheckSquareOutlined, '待回复', 'To answer');
const PAYMENTS = entry('/money/payments', BankOutlined, '待付款', 'To pay');
const LEDGER = entry('/money/ledger', AuditOutlined, '账户与流水', 'Accounts');
const GRIEVANCES = entry('/grievances', SafetyOutlined, '投诉', 'Grievances');
const DUTIES = entry('/duties', IdcardOutlined, '责任与任务', 'Duties & tasks');
const REGISTER = entry('/village/new', PlusCircleOutlined, '登记', 'New');
const TRAIL = entry('/audit', FileProtectOutlined, '操作日志', 'Audit trail');
const ACCOUNTS = entry('/accounts', IdcardOutlined, '账号', 'Accounts');
const HEALTH = entry('/system', SettingOutlined, '运行', 'Health');
const FIGURES = entry('/figures', BarChartOutlined, '统计', 'Figures');
const DETECTORS = entry('/detectors', AlertOutlined, '风险预警', 'Detectors');
const ENTITIES = entry('/entities', ShopOutlined, '集体经济', 'Collective economy');
const ESCROW = entry('/entities/escrow', CheckSquareOutlined, '待会签', 'To co-sign');
const LINKED = entry('/entities/linked', TeamOutlined, '联结农户', 'Linked households');
const ME = entry('/me', UserOutlined, '我的', 'Me');

/** At most seven; the first is the work, the last is oneself. */
const MENUS: Readonly<Record<string, readonly Entry[]>> = {
  county_office: [
    TODAY,
    CASES,
    HOUSEHOLDS,
    FEEDS,
    POLICY,
    MONEY,
    NOTICES,
    MEETINGS,
    GRIEVANCES,
    DUTIES,
    ENTITIES,
    SHARES,
    DETECTORS,
    FIGURES,
    ME,
  ],
  health_insurance: [FEEDS, CASES, HOUSEHOLDS, ME],
  education_department: [FEEDS, CASES, HOUSEHOLDS, ME],
  emergency_department: [FEEDS, CASES, HOUSEHOLDS, ME],
  check_department: [CHECKS, ME],
  county_finance: [PAYMENTS, LEDGER, MONEY, ENTITIES, SHARES, CASES, ME],
  township: [DUE, CASES, HOUSEHOLDS, NOTICES, MEETINGS, ENTITIES, SHARES, DUTIES, FIGURES, ME],
  escrow_agent: [ESCROW, ENTITIES, SHARES, LEDGER, ME],
  village_committees: [DUE, HOUSEHOLDS, REGISTER, MEETINGS, NOTICES, CASES, ENTITIES, SHARES, DUTIES, ME],
  villager_representative: [MEETINGS, NOTICES, ENTITIES, SHARES, ME],
  helper: [DUE, HOUSEHOLDS, REGISTER, CASES, ME],
  grid_member: [DUE, HOUSEHOLDS, REGISTER, ME],
  enterprise: [LINKED, ENTITIES, ME],
  insurer: [PAYMENTS, CASES, MONEY, ME],
  auditor: [TRAIL, DETECTORS, CASES, LEDGER, ENTITIES, SHARES, MONEY, POLICY, ME],
  administrator: [ACCOUNTS, TRAIL, HEALTH, FEEDS, ME],
};
const OTHERS: readonly Entry[] = [HOUSEHOLDS, ME];

/** What somebody's roles come to this system for, in the order of their work; only pages that exist. */
export function menuOf({ roles }: Pick<SignedIn, 'roles'>): readonly Entry[] {
  const entries = roles.flatMap(({ role }) => MENUS[role] ?? OTHERS).filter(({ path }) => hasPage(path));
  return [...new Set(entries)].sort((a, b) => Number(a === ME) - Number(b === ME));
}
