/// A published square of judgements whose results were computed again with numpy, to 12 decimals.
///
/// Where a source prints something else, the print is wrong.
package struct PublishedJudgements: Sendable, CustomStringConvertible {
    package let source: String
    package let labels: [String]
    /// Cells with spaces between, as an expert would enter them.
    package let rows: String
    package let weights: [Double]
    package let geometricMeans: [Double]
    package let columnMeans: [Double]
    package let lambdaMax: Double
    package let gci: Double
    /// CR by table.
    package let ratios: [String: Double]

    package var description: String { source }

    /// The square as a file.
    ///
    /// - Parameter isUpper: Whether the cells below the diagonal are left empty.
    package func table(isUpper: Bool) -> String {
        Self.table(
            labels, rows.split(separator: "\n").map { $0.split(separator: " ").map(String.init) },
            isUpper: isUpper)
    }

    package static func table(_ labels: [String], _ rows: [[String]], isUpper: Bool = false)
        -> String
    {
        let lines = zip(labels, rows).enumerated().map { place, row in
            ([row.0] + row.1.enumerated().map { isUpper && $0 < place ? "" : $1 })
                .joined(separator: ",")
        }
        return ([([""] + labels).joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }

    /// Single squares.
    package static let all =
        [
            PublishedJudgements(
                source: "Saaty 2008, Int. J. Services Sciences 1(1) 83–98: consumption of drinks",
                labels: ["coffee", "wine", "tea", "beer", "soda", "milk", "water"],
                rows: """
                    1 9 5 2 1 1 1/2
                    1/9 1 1/3 1/9 1/9 1/9 1/9
                    1/5 3 1 1/3 1/4 1/3 1/9
                    1/2 9 3 1 1/2 1 1/3
                    1 9 4 2 1 2 1/2
                    1 9 3 1 1/2 1 1/3
                    2 9 9 3 2 3 1
                    """,
                weights: [
                    0.177456747446, 0.019149476024, 0.041831181662, 0.116417031735, 0.189572375326,
                    0.128780548539, 0.326792639268,
                ],
                geometricMeans: [
                    0.178723384591, 0.01846061616, 0.04223438732, 0.116498397754, 0.191135509192,
                    0.12862465932, 0.324323045662,
                ],
                columnMeans: [
                    0.177559599923, 0.019542292082, 0.042139494955, 0.117298408099, 0.188837795412,
                    0.129590131671, 0.325032277859,
                ],
                lambdaMax: 7.17662903933, gci: 0.080363440504,
                ratios: [
                    "saaty": 0.02230164638, "textbook": 0.021645715604,
                    "alonso-lamata": 0.021940950452,
                ]),
            PublishedJudgements(
                source: "Saaty 1990, EJOR 48, 9–26: house purchase",
                labels: [
                    "Size", "Transport", "Neighbourhood", "Age", "Yard", "Modern", "Condition",
                    "Financing",
                ],
                rows: """
                    1 5 3 7 6 6 1/3 1/4
                    1/5 1 1/3 5 3 3 1/5 1/7
                    1/3 3 1 6 3 4 6 1/5
                    1/7 1/5 1/6 1 1/3 1/4 1/7 1/8
                    1/6 1/3 1/3 3 1 1/2 1/5 1/6
                    1/6 1/3 1/4 4 2 1 1/5 1/6
                    3 5 1/6 7 5 5 1 1/2
                    4 7 5 8 6 6 2 1
                    """,
                weights: [
                    0.173017474648, 0.053975722999, 0.188110298857, 0.017507911308, 0.031043736404,
                    0.036322202155, 0.166833673626, 0.333188980002,
                ],
                geometricMeans: [
                    0.174805089676, 0.062646513445, 0.148706335661, 0.019344908654, 0.035570280083,
                    0.042300430158, 0.167016262972, 0.349610179352,
                ],
                columnMeans: [
                    0.174374923848, 0.06608449084, 0.170152151868, 0.018899297222, 0.035250476359,
                    0.044457016594, 0.17848879307, 0.312292850198,
                ],
                lambdaMax: 9.668887317118, gci: 0.529157448359,
                ratios: [
                    "saaty": 0.169086860904, "textbook": 0.169086860904,
                    "alonso-lamata": 0.169616159557,
                ]),
            PublishedJudgements(
                source: "Wikipedia, AHP leader example: criteria",
                labels: ["Experience", "Education", "Charisma", "Age"],
                rows: """
                    1 4 3 7
                    1/4 1 1/3 3
                    1/3 3 1 5
                    1/7 1/3 1/5 1
                    """,
                weights: [0.547569238962, 0.126555284373, 0.269949922452, 0.055925554213],
                geometricMeans: [0.546240297656, 0.127584794, 0.269808989656, 0.056365918688],
                columnMeans: [0.539643762677, 0.131464249493, 0.271547920892, 0.057344066937],
                lambdaMax: 4.118418024313, gci: 0.156206305479,
                ratios: [
                    "saaty": 0.043858527523, "textbook": 0.044351319968,
                    "alonso-lamata": 0.044778984426,
                ]),
            PublishedJudgements(
                source: "Teknomo, AHP tutorial: fruits",
                labels: ["C1", "C2", "C3"],
                rows: """
                    1 1/3 5
                    3 1 7
                    1/5 1/7 1
                    """,
                weights: [0.278954565486, 0.649118004631, 0.071927429882],
                geometricMeans: [0.278954565486, 0.649118004631, 0.071927429882],
                columnMeans: [0.282839024775, 0.643388869195, 0.07377210603],
                lambdaMax: 3.064887579873, gci: 0.193619152978,
                ratios: [
                    "saaty": 0.055937568856, "textbook": 0.062391903724,
                    "alonso-lamata": 0.06185660617,
                ]),
            PublishedJudgements(
                source: "closed form for n = 3: a circle of nines",
                labels: ["C1", "C2", "C3"],
                rows: """
                    1 9 1/9
                    1/9 1 9
                    9 1/9 1
                    """,
                weights: [0.333333333333, 0.333333333333, 0.333333333333],
                geometricMeans: [0.333333333333, 0.333333333333, 0.333333333333],
                columnMeans: [0.333333333333, 0.333333333333, 0.333333333333],
                lambdaMax: 10.111111111111, gci: 14.483387529751,
                ratios: [
                    "saaty": 6.130268199234, "textbook": 6.837606837607,
                    "alonso-lamata": 6.77894290859,
                ]),
            PublishedJudgements(
                source: "closed form for n = 2",
                labels: ["C1", "C2"],
                rows: """
                    1 3
                    1/3 1
                    """,
                weights: [0.75, 0.25],
                geometricMeans: [0.75, 0.25],
                columnMeans: [0.75, 0.25],
                lambdaMax: 2.0, gci: 0.0,
                ratios: ["saaty": 0.0, "textbook": 0.0, "alonso-lamata": 0.0]),
            PublishedJudgements(
                source: "Triantaphyllou and Mann 1995; their λ of 4.252 is a misprint",
                labels: ["C1", "C2", "C3", "C4"],
                rows: """
                    1 5 3 7
                    1/5 1 1/3 5
                    1/3 3 1 6
                    1/7 1/5 1/6 1
                    """,
                weights: [0.553569479061, 0.133363401909, 0.266660236577, 0.046406882453],
                geometricMeans: [0.552989006351, 0.131261952186, 0.270369056359, 0.045379985104],
                columnMeans: [0.543789222315, 0.141311450701, 0.265740572198, 0.049158754787],
                lambdaMax: 4.236533017475, gci: 0.308127600927,
                ratios: [
                    "saaty": 0.087604821287, "textbook": 0.088589145122,
                    "alonso-lamata": 0.089443379646,
                ]),
            PublishedJudgements(
                source: "Saaty 2003, EJOR 145, 85–91: the house with a37 = 1/2",
                labels: [
                    "Size", "Transport", "Neighbourhood", "Age", "Yard", "Modern", "Condition",
                    "Financing",
                ],
                rows: """
                    1 5 3 7 6 6 1/3 1/4
                    1/5 1 1/3 5 3 3 1/5 1/7
                    1/3 3 1 6 3 4 1/2 1/5
                    1/7 1/5 1/6 1 1/3 1/4 1/7 1/8
                    1/6 1/3 1/3 3 1 1/2 1/5 1/6
                    1/6 1/3 1/4 4 2 1 1/5 1/6
                    3 5 2 7 5 5 1 1/2
                    4 7 5 8 6 6 2 1
                    """,
                weights: [
                    0.174742449095, 0.062024048068, 0.103171740408, 0.019304693215, 0.03384097505,
                    0.041236369881, 0.220658146367, 0.345021577915,
                ],
                geometricMeans: [
                    0.171187451906, 0.061350027207, 0.106745523252, 0.01894456063, 0.034834143687,
                    0.041425011518, 0.223138377988, 0.342374903812,
                ],
                columnMeans: [
                    0.173793978928, 0.068449688956, 0.107526613537, 0.020720888332, 0.037615674476,
                    0.046976405907, 0.212055742442, 0.332861007422,
                ],
                lambdaMax: 8.811728064147, gci: 0.298170653553,
                ratios: [
                    "saaty": 0.082241951788, "textbook": 0.082241951788,
                    "alonso-lamata": 0.082499396714,
                ]),
        ] + leader

    /// Tom, Dick and Harry under each criterion of the leader example, in the criteria's order.
    package static let leader = [
        PublishedJudgements(
            source: "Wikipedia, AHP leader example: Experience",
            labels: ["Tom", "Dick", "Harry"],
            rows: """
                1 1/4 4
                4 1 9
                1/4 1/9 1
                """,
            weights: [0.217165608803, 0.717065041229, 0.065769349968],
            geometricMeans: [],
            columnMeans: [],
            lambdaMax: 3.036895540778, gci: 0.110347966414,
            ratios: [
                "saaty": 0.031806500671, "textbook": 0.035476481518, "alonso-lamata": 0.03517210751,
            ]),
        PublishedJudgements(
            source: "Wikipedia, AHP leader example: Education",
            labels: ["Tom", "Dick", "Harry"],
            rows: """
                1 3 1/5
                1/3 1 1/7
                5 7 1
                """,
            weights: [0.188394096639, 0.080961232, 0.730644671361],
            geometricMeans: [],
            columnMeans: [],
            lambdaMax: 3.064887579873, gci: 0.193619152978,
            ratios: [
                "saaty": 0.055937568856, "textbook": 0.062391903724, "alonso-lamata": 0.06185660617,
            ]),
        PublishedJudgements(
            source: "Wikipedia, AHP leader example: Charisma",
            labels: ["Tom", "Dick", "Harry"],
            rows: """
                1 5 9
                1/5 1 4
                1/9 1/4 1
                """,
            weights: [0.742866622202, 0.193881633398, 0.0632517444],
            geometricMeans: [],
            columnMeans: [],
            lambdaMax: 3.071265312783, gci: 0.212538180306,
            ratios: [
                "saaty": 0.061435614468, "textbook": 0.068524339215, "alonso-lamata": 0.06793642782,
            ]),
        PublishedJudgements(
            source: "Wikipedia, AHP leader example: Age",
            labels: ["Tom", "Dick", "Harry"],
            rows: """
                1 1/3 5
                3 1 9
                1/5 1/9 1
                """,
            weights: [0.265433341883, 0.671625453014, 0.062941205102],
            geometricMeans: [],
            columnMeans: [],
            lambdaMax: 3.029063766798, gci: 0.086980939299,
            ratios: [
                "saaty": 0.025054971378, "textbook": 0.027945929614,
                "alonso-lamata": 0.027706164727,
            ]),
    ]
}
