/// Usual Mandarin readings of characters frequent in names of persons, firms and places.
///
/// Simplified and traditional forms stand together. A character that is not listed stays itself:
/// it still equals itself on the other side, but meets no Latin spelling.
/// Source: Hanyu Pinyin (ISO 7098:2015), tone marks left out.
enum HanTable {
    static let text = """
        a:阿 ai:爱艾愛 an:安 ao:奥澳敖奧 ba:巴八 bai:白百柏拜 ban:班 bang:邦 bao:宝保包鲍寶鮑 bei:北贝貝
        ben:本 bi:毕比畢 bian:边卞邊 bin:斌彬宾滨賓 bing:冰兵炳 bo:波博伯勃柏 bu:布卜 cai:蔡财彩才財
        cao:曹 chang:长常昌畅長暢 chao:超朝潮 che:车車 chen:陈晨辰陳 cheng:成程诚城承誠 chi:池驰馳
        chong:崇 chu:楚储儲 chuan:川传船 chun:春纯淳純 cui:崔翠 da:大达達 dai:代戴 dan:丹单旦 dang:党
        dao:道 de:德 deng:邓登鄧 di:迪帝地第 dian:电典電 ding:丁定鼎 dong:东董冬栋東棟 dou:窦竇
        du:杜 duan:段 dun:顿敦頓 e:俄鄂 en:恩 er:尔儿爾 fa:发法發 fan:范凡樊帆範 fang:方芳房
        fei:飞菲费飛費 fen:芬 feng:冯峰凤丰锋风馮鳳豐鋒 fu:福富付傅夫甫 gan:甘 gang:刚钢港剛鋼
        gao:高 ge:葛格戈歌 geng:耿 gong:工公龚宫功龔 gu:顾古谷顧 guan:关管冠關 guang:光广廣
        gui:贵桂贵 guo:国郭果國 ha:哈 hai:海 han:韩汉翰韓漢 hang:航杭 hao:浩豪郝昊 he:何和河贺荷赫賀
        hei:黑 heng:恒衡 hong:红宏洪鸿弘紅鴻 hou:侯厚 hu:胡虎湖互 hua:华花化華 huai:怀懷
        huan:欢环环歡環 huang:黄煌皇黃 hui:辉惠慧汇会輝匯會 hun:浑 huo:霍火 ji:吉季纪基济机冀記紀濟機集
        jia:家佳嘉贾加甲賈 jian:建健剑简坚劍簡堅 jiang:江姜蒋强疆蔣 jiao:焦交 jie:杰洁捷杰潔 jin:金进晋锦津近進晉錦
        jing:京静晶景敬靖精靜 jiu:九久 ju:居巨菊局 juan:娟 jun:军俊君军均軍 ka:卡 kai:凯开凱開 kang:康
        ke:可克柯科 kong:孔空控 ku:库庫 kuai:快 kun:坤昆 la:拉 lai:赖来莱賴來萊 lan:兰蓝岚蘭藍
        lang:朗郎 lao:劳勞 le:乐勒樂 lei:雷磊蕾 li:李力利立丽莉黎理礼里麗禮 lian:连莲联廉連蓮聯
        liang:梁亮良 liao:廖辽遼 lie:列 lin:林琳霖临 ling:玲灵凌岭令靈 liu:刘柳六劉 long:龙隆龍
        lou:楼樓 lu:卢鲁路陆露禄吕盧魯陸呂 luan:栾 lun:伦倫 luo:罗洛骆羅駱 ma:马玛麻馬瑪 mai:麦买麥
        man:曼满滿 mao:毛茂 mei:美梅煤 men:门門 meng:孟蒙梦夢 mi:米 miao:苗 min:民敏闵 ming:明名铭銘
        mo:莫墨 mu:穆木牧 na:娜纳那納 nai:乃 nan:南男 ni:尼倪妮 nian:年 ning:宁寧 niu:牛 nuo:诺諾
        ou:欧歐 pa:帕 pan:潘 pang:庞龐 pei:裴培佩 peng:彭鹏朋鵬 pi:皮 ping:平萍苹 pu:普浦 qi:齐奇祁琪启企气齊啟氣
        qian:钱前千錢 qiang:强强 qiao:乔桥喬橋 qin:秦琴勤钦 qing:青清庆卿慶 qiu:邱秋丘 qu:曲屈瞿 quan:全权泉權
        ran:冉 rao:饶 ren:任仁人 ri:日 rong:荣容融蓉榮 ru:茹如儒 ruan:阮 rui:瑞锐睿銳 run:润潤 ruo:若
        sa:萨薩 sai:赛塞賽 san:三 sang:桑 sen:森 sha:沙莎 shan:山珊善单杉 shang:商尚上 shao:邵少绍紹
        she:佘社 shen:沈申深神沈 sheng:生胜盛圣升勝聖 shi:石史师世时士施诗實实市师時詩 shou:寿守首壽
        shu:书淑舒树术書樹 shuang:双雙 shui:水 shun:顺舜順 si:斯司四思 song:宋松 su:苏素速蘇
        sui:隋 sun:孙孫 ta:塔 tai:泰太台 tan:谭坦探譚 tang:唐汤堂湯 tao:陶涛桃濤 te:特 teng:滕腾騰
        ti:提 tian:田天甜 tie:铁鐵 ting:婷庭廷 tong:童通同统統 tu:图土屠圖 wa:瓦 wan:万婉宛萬 wang:王汪旺网網
        wei:伟魏威卫维韦为微偉衛維韋 wen:文温闻溫聞 weng:翁 wo:沃 wu:吴武五伍物吳 xi:西希席喜习熙錫锡習 xia:夏霞
        xian:先贤县鲜賢 xiang:向祥香湘翔项項 xiao:小晓萧肖孝曉蕭 xie:谢协謝協 xin:新鑫欣信心辛 xing:星兴邢行興
        xiong:熊雄 xiu:秀修 xu:徐许旭许許 xuan:宣轩選 xue:雪薛学學 xun:迅 ya:亚雅亞 yan:严颜燕岩艳闫言彦延嚴顏艷
        yang:杨阳洋扬羊楊陽揚 yao:姚耀瑶 ye:叶业野葉業 yi:易一义伊怡益依意毅宜義 yin:尹银殷音印銀
        ying:英颖应营影盈穎應 yong:永勇用 you:友游尤有油由 yu:于余玉宇雨语郁羽禹渝育於
        yuan:袁元远源园圆院員遠園 yue:岳月越粤悦 yun:云芸运雲運 za:扎 zai:在 zang:臧藏 ze:泽澤 zeng:曾增
        zha:查 zhai:翟 zhan:展占战詹 zhang:张章彰張 zhao:赵招兆趙 zhe:哲浙者 zhen:珍真振镇震贞鎮
        zheng:郑正政征鄭 zhi:志芝智之治制直質质 zhong:中钟忠重仲鐘鍾 zhou:周州舟洲 zhu:朱祝竹珠主 zhuan:专
        zhuang:庄莊 zhuo:卓 zi:子紫自资資 zong:宗总總 zou:邹鄒 zu:祖组組 zuo:左佐
        """
}
