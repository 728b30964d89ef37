import { theme, type ThemeConfig } from 'antd';

/** Contrast of every pair is computed: text ≥ 4.5, controls ≥ 3 (Ant Design's own seeds do not reach that). */
const font =
  '-apple-system,"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif';
const light = {
  colorPrimary: '#0B5CAD',
  colorInfo: '#0B5CAD',
  colorLink: '#0B5CAD',
  colorSuccess: '#1E7A34',
  colorWarning: '#B25E00',
  colorError: '#C22B22',
  colorTextBase: '#10181F',
  colorTextTertiary: '#5B6773',
  colorTextDescription: '#4A5560',
  colorTextPlaceholder: '#66727F',
  colorBorder: '#8A949E',
  colorBgLayout: '#F4F6F8',
  // The tints of statuses (base.css), for blocks of words.
  colorSuccessBg: '#E9F6EC',
  colorSuccessBorder: '#1E7A34',
  colorInfoBg: '#E7F1FB',
  colorInfoBorder: '#0B5CAD',
  colorWarningBg: '#FFF3DC',
  colorWarningBorder: '#B25E00',
  colorErrorBg: '#FDECEB',
  colorErrorBorder: '#C22B22',
  colorPrimaryBg: '#E7F1FB',
};
const dark = {
  colorPrimary: '#6BB5FF',
  colorInfo: '#6BB5FF',
  colorLink: '#8EC5FF',
  colorSuccess: '#6BD287',
  colorWarning: '#FFB84D',
  colorError: '#FF8A80',
  colorBgLayout: '#0E1215',
  colorSuccessBg: '#14301C',
  colorInfoBg: '#10263D',
  colorWarningBg: '#33240C',
  colorErrorBg: '#3A1715',
  colorTextTertiary: '#98A3AE',
  colorTextDescription: '#B4BEC8',
  colorBorder: '#6B7680',
  colorPrimaryBg: '#10263D',
};
const shared = { borderRadius: 4, motionUnit: 0.06, fontFamily: font };
const desk = { fontSize: 16, controlHeight: 36 };
const phone = {
  fontSize: 16,
  controlHeight: 44,
  fontSizeHeading1: 26,
  fontSizeHeading2: 22,
  fontSizeHeading3: 18,
};
const large = {
  fontSize: 20,
  controlHeight: 60,
  lineHeight: 1.6,
  fontSizeHeading1: 32,
  fontSizeHeading2: 28,
  fontSizeHeading3: 24,
};

export function themeFor({
  isDark,
  isLarge,
  isNarrow,
}: {
  readonly isDark: boolean;
  readonly isLarge: boolean;
  readonly isNarrow: boolean;
}): ThemeConfig {
  const size = isLarge ? large : isNarrow ? phone : desk;
  const isCompact = !isLarge && !isNarrow;
  return {
    algorithm: [
      isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
      ...(isCompact ? [theme.compactAlgorithm] : []),
    ],
    token: { ...shared, ...(isDark ? dark : light), ...size },
    components: {
      Button: isDark ? { primaryColor: '#0B1622' } : {},
      Layout: isDark
        ? {
            headerBg: '#151B20',
            siderBg: '#151B20',
            triggerBg: '#151B20',
            bodyBg: '#0E1215',
            headerPadding: '0 16px',
            headerHeight: 52,
          }
        : {
            headerBg: '#FFFFFF',
            siderBg: '#FFFFFF',
            bodyBg: '#F4F6F8',
            headerPadding: '0 16px',
            headerHeight: 52,
          },
      Menu: { darkItemBg: '#151B20', darkItemSelectedColor: '#0B1622' },
      Table: { cellPaddingBlockSM: 4, cellPaddingInlineSM: 8 },
    },
  };
}
