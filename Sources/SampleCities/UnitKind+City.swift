extension UnitKind {
    /// The units of the bundled city: 15 departments, then 30 public institutions.
    static let city: [UnitKind] =
        departments + supportInstitutions + economyInstitutions
        + livelihoodInstitutions

    private static let departments: [UnitKind] = [
        department("发展和改革委员会", .support, 52, "规划编制 项目审批 价格管理 能源管理 体制改革 营商环境"),
        department("财政局", .support, 50, "预算编制 国库支付 政府采购 资产管理 绩效评价 会计管理"),
        department("人力资源和社会保障局", .livelihood, 52, "就业促进 社会保险 人才引进 工资福利 劳动监察 职称评审"),
        department("住房和城乡建设局", .economy, 54, "建筑市场 质量安全 住房保障 房地产监管 城市更新 燃气管理"),
        department("交通运输局", .economy, 50, "公路规划 客货运输 工程建设 行业执法 港航管理 安全监督"),
        department("农业农村局", .economy, 54, "粮食生产 畜牧兽医 农产品安全 农村改革 农机管理 乡村建设"),
        department("商务局", .economy, 38, "消费促进 外贸服务 外资管理 电子商务 市场流通 口岸协调"),
        department("卫生健康委员会", .livelihood, 52, "医政管理 基层卫生 妇幼健康 疾病预防 卫生监督 人口监测"),
        department("教育局", .livelihood, 50, "基础教育 职业教育 教师管理 招生考试 校园安全 教育督导"),
        department("民政局", .livelihood, 40, "社会救助 养老服务 社会组织 区划地名 社会事务 儿童福利"),
        department("市场监督管理局", .economy, 60, "登记注册 食品安全 药品监管 特种设备 价格执法 知识产权"),
        department("自然资源和规划局", .economy, 58, "国土规划 用地审批 确权登记 矿产管理 耕地保护 测绘管理"),
        department("工业和信息化局", .economy, 40, "工业运行 技术改造 企业培育 节能降耗 信息产业 园区协调"),
        department("统计局", .support, 34, "国民核算 工业统计 人口统计 投资统计 社会调查 统计执法"),
        department("应急管理局", .support, 44, "应急指挥 防灾减灾 危化监管 矿山安全 救援协调 安全宣传"),
    ]

    private static let supportInstitutions: [UnitKind] = [
        UnitKind(
            "机关事务服务中心", .civilServiceLike, .support, .management, nil, 46,
            "办公用房 公务用车 会议服务 后勤采购 公共节能 安全保卫"),
        UnitKind(
            "大数据中心", .publicBenefitOne, .support, .professional, 12, 40,
            "数据归集 平台运维 数据共享 网络安全 应用开发 数据分析"),
        UnitKind(
            "财政投资评审中心", .publicBenefitOne, .support, .professional, 1, 32,
            "预算评审 结算评审 决算评审 造价咨询 绩效评审 标准编制"),
        UnitKind(
            "价格监测中心", .publicBenefitOne, .support, .professional, 0, 24,
            "价格监测 成本调查 价格认定 形势分析 信息发布 数据核查"),
        UnitKind(
            "统计普查中心", .publicBenefitOne, .support, .professional, 13, 28,
            "普查组织 名录维护 入户调查 数据审核 抽样设计 资料开发"),
        UnitKind(
            "政务服务中心", .publicBenefitOne, .support, .management, nil, 44,
            "窗口受理 审核办理 帮办代办 热线转办 进驻管理 服务评价"),
        UnitKind(
            "公共资源交易中心", .publicBenefitOne, .support, .management, 0, 36,
            "工程交易 政府采购 土地交易 场地服务 专家管理 信息发布"),
        UnitKind(
            "应急救援保障中心", .publicBenefitOne, .support, .skilled, 14, 38,
            "物资储备 救援出动 装备维护 预警值守 队伍训练 通信保障"),
    ]

    private static let economyInstitutions: [UnitKind] = [
        UnitKind(
            "农业技术推广中心", .publicBenefitOne, .economy, .professional, 5, 48,
            "良种推广 植物保护 土壤肥料 技术培训 病虫测报 示范基地"),
        UnitKind(
            "质量检验检测中心", .publicBenefitOne, .economy, .professional, 10, 50,
            "食品检验 药品检验 计量检定 特种设备检验 样品管理 标准研究"),
        UnitKind(
            "道路运输服务中心", .publicBenefitOne, .economy, .management, 4, 44,
            "客运服务 货运服务 驾培管理 维修管理 从业资格 信用考核"),
        UnitKind(
            "公路事业发展中心", .publicBenefitOne, .economy, .skilled, 4, 64,
            "日常养护 路况巡查 桥隧检测 应急抢通 绿化管理 养护计划"),
        UnitKind(
            "不动产登记中心", .publicBenefitOne, .economy, .management, 11, 46,
            "首次登记 转移登记 抵押登记 档案查询 权籍调查 信息维护"),
        UnitKind(
            "中小企业服务中心", .publicBenefitOne, .economy, .management, 12, 30,
            "政策咨询 融资对接 创业辅导 企业培训 诉求协调 运行监测"),
        UnitKind(
            "招商促进中心", .publicBenefitOne, .economy, .management, 6, 30,
            "项目对接 活动组织 产业研究 企业服务 信息收集 项目跟踪"),
        UnitKind(
            "林业技术推广站", .publicBenefitOne, .economy, .professional, 11, 34,
            "造林指导 苗木检验 有害生物防治 资源调查 防火巡查 技术培训"),
        UnitKind(
            "建设工程质量监督站", .publicBenefitOne, .economy, .professional, 3, 42,
            "质量监督 竣工验收 材料抽检 投诉处理 实体检测 标准宣贯"),
        UnitKind(
            "水利工程运行中心", .publicBenefitOne, .economy, .skilled, 5, 48,
            "闸坝运行 水情监测 工程维修 供水调度 河道巡查 防汛值守"),
        UnitKind(
            "地质勘测队", .publicBenefitTwo, .economy, .professional, 11, 46,
            "地质调查 工程勘察 灾害监测 测绘制图 样品测试 成果汇交"),
    ]

    private static let livelihoodInstitutions: [UnitKind] = [
        UnitKind(
            "图书馆", .publicBenefitOne, .livelihood, .professional, 8, 38,
            "文献借阅 文献采编 古籍保护 阅读推广 数字资源 参考咨询"),
        UnitKind(
            "博物馆", .publicBenefitOne, .livelihood, .professional, 8, 36,
            "藏品管理 陈列展览 讲解服务 文物修复 社会教育 学术研究"),
        UnitKind(
            "职业技术学校", .publicBenefitTwo, .livelihood, .professional, 8, 68,
            "专业教学 实训管理 学生管理 招生就业 教学研究 社会培训"),
        UnitKind(
            "特殊教育学校", .publicBenefitOne, .livelihood, .professional, 8, 40,
            "课堂教学 康复训练 送教上门 学生资助 教师培训 家校联系"),
        UnitKind(
            "第二人民医院", .publicBenefitTwo, .livelihood, .professional, 7, 70,
            "门诊诊疗 住院诊疗 急诊急救 医技检查 药事管理 健康体检"),
        UnitKind(
            "疾病预防控制中心", .publicBenefitOne, .livelihood, .professional, 7, 54,
            "传染病监测 免疫规划 检验检测 卫生应急 慢病管理 健康教育"),
        UnitKind(
            "社会保险服务中心", .civilServiceLike, .livelihood, .management, 2, 52,
            "参保登记 待遇核定 基金结算 关系转移 稽核内控 咨询服务"),
        UnitKind(
            "救助管理站", .publicBenefitOne, .livelihood, .management, 9, 30,
            "街面巡查 入站甄别 站内照料 护送返乡 未成年人保护 寻亲服务"),
        UnitKind(
            "社会福利院", .publicBenefitOne, .livelihood, .skilled, 9, 50,
            "老人照料 儿童养育 康复护理 膳食服务 医疗保健 社工服务"),
        UnitKind(
            "公共就业服务中心", .publicBenefitOne, .livelihood, .management, 2, 40,
            "失业登记 职业介绍 技能培训 创业贷款 档案管理 招聘活动"),
        UnitKind(
            "文化馆", .publicBenefitOne, .livelihood, .professional, 8, 28,
            "群众辅导 文艺创作 非遗保护 展演活动 场馆开放 志愿服务"),
    ]

    private static func department(
        _ name: String, _ unitClass: UnitClass, _ size: Int, _ topics: String
    ) -> UnitKind {
        UnitKind(name, .administrative, unitClass, .management, nil, size, topics)
    }

    private init(
        _ name: String, _ category: Category, _ unitClass: UnitClass, _ structure: Structure,
        _ department: Int?, _ size: Int, _ topics: String
    ) {
        self.init(
            name: name, category: category, unitClass: unitClass, structure: structure,
            department: department, size: size,
            topics: topics.split(separator: " ").map(String.init))
    }
}
