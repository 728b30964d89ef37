import { type Stream } from './random.ts';
import { utf8 } from './row-writer.ts';

/** Common surnames, the frequent ones first; nobody real is meant by any combination. */
const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜',
  ...'范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛',
  ...'伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景',
].map(utf8);

const MALE = [
  ...'伟强军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢阳建国志成海山永福来根生财旺保顺石柱栓贵清民安邦玉春',
].map(utf8);
const FEMALE = [
  ...'芳娜敏静丽艳娟霞玲燕英梅红萍兰凤洁琳雪慧莹倩婷玉秀珍云莲香月翠巧爱花菊桂淑贞荣瑞改素彩春平华欣悦佳怡瑶美',
].map(utf8);

/** Squaring the uniform number makes the first surnames about as dominant as they are in the country. */
export const drawSurname = (stream: Stream): Uint8Array =>
  SURNAMES[Math.floor(stream.unit() ** 2 * SURNAMES.length)] as Uint8Array;

/** One or two given characters. */
export function drawGivenName(stream: Stream, isMale: boolean): readonly Uint8Array[] {
  const characters = isMale ? MALE : FEMALE;
  const pick = () => characters[stream.integer(0, characters.length - 1)] as Uint8Array;
  return stream.chance(0.25) ? [pick()] : [pick(), pick()];
}
