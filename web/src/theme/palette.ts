/** Colours of charts: told apart under colour blindness and in grey; the order matters. */
export const CATEGORIES = {
  light: ['#2C375D', '#9B3B07', '#3C8166', '#D96CA3', '#C8AE70', '#A4DAEE'],
  dark: ['#B0E6EF', '#ECBE44', '#CB95DA', '#1BA385', '#B66343', '#0169B0'],
} as const;
export const OTHERS = '#949494';
/** From little to much. */
export const SEQUENTIAL = ['#EAF2FA', '#BCD6EE', '#86B2DC', '#4C87C0', '#1F5C9A', '#0B3564'] as const;
