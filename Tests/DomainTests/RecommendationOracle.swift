/// Recommendations computed by Python's `decimal` module, which shares no code and no binary float with ours:
///
///     r = (10*D(w) + D("6.25")*h - 5*age + s) * A[activity] * G[goal]
///     calories = int(r.to_integral_value(ROUND_FLOOR))
///     protein = (calories*D("0.30")/4).quantize(D("0.01"), ROUND_HALF_UP)   # fat: 0.25/9, carbs: 0.45/4
///
/// Corners first, then random cases of 0 to 13 decimal places, then cases whose r is whole, where the least error
/// below it would lose a calorie.
enum RecommendationOracle {
    static let table: String = """
        # age gender weight height activity goal calories protein fat carbs
        10 male 20 100 minimal weight_loss 748 56.10 20.78 84.15
        120 female 20 100 minimal fat_loss 61 4.58 1.69 6.86
        10 male 300 250 high muscle_gain 9351 701.33 259.75 1051.99
        30 male 80 180 medium maintenance 2759 206.93 76.64 310.39
        25 female 60.5 165 low weight_loss 1485 111.38 41.25 167.06
        82 male 88 165 minimal fat_loss 1446 108.45 40.17 162.68
        70 female 250 153 minimal fat_loss 2827 212.03 78.53 318.04
        116 female 34 210 minimal fat_loss 875 65.63 24.31 98.44
        102 male 156 126 medium weight_loss 2284 171.30 63.44 256.95
        13 male 31 197 low fat_loss 1629 122.18 45.25 183.26
        77 male 34 212 high muscle_gain 2659 199.43 73.86 299.14
        54 male 115.4 156 high maintenance 3215 241.13 89.31 361.69
        63 male 28.8 147 medium weight_loss 1111 83.33 30.86 124.99
        102 female 156.2 229 low maintenance 3193 239.48 88.69 359.21
        85 female 136.3 229 high muscle_gain 4571 342.83 126.97 514.24
        71 male 34.1 203 high weight_gain 2607 195.53 72.42 293.29
        80 female 170.3 122 high muscle_gain 3942 295.65 109.50 443.48
        109 male 64.2 233 high maintenance 2687 201.53 74.64 302.29
        103 male 220.5 220 minimal maintenance 3684 276.30 102.33 414.45
        85 female 271.8 143 low muscle_gain 4992 374.40 138.67 561.60
        11 male 112.9 238 low fat_loss 2823 211.73 78.42 317.59
        54 female 230.4 217 medium muscle_gain 6006 450.45 166.83 675.68
        103 male 269.4 198 low muscle_gain 5645 423.38 156.81 635.06
        81 male 274.73 209 minimal fat_loss 3507 263.03 97.42 394.54
        82 male 139.51 229 high fat_loss 3341 250.58 92.81 375.86
        55 female 286.51 188 minimal muscle_gain 5189 389.18 144.14 583.76
        89 female 196.98 217 minimal weight_gain 3916 293.70 108.78 440.55
        32 male 228.19 123 medium weight_loss 3590 269.25 99.72 403.88
        96 male 295.82 121 minimal fat_loss 3109 233.18 86.36 349.76
        106 female 24.77 163 medium weight_loss 713 53.48 19.81 80.21
        89 male 281.25 188 medium weight_loss 4398 329.85 122.17 494.78
        30 female 74.87 235 low maintenance 2621 196.58 72.81 294.86
        101 female 232.4 216 medium fat_loss 3729 279.68 103.58 419.51
        24 male 175.24 179 high maintenance 4754 356.55 132.06 534.83
        111 male 157.92 166 minimal maintenance 2480 186.00 68.89 279.00
        36 female 287.447 105 low weight_loss 3508 263.10 97.44 394.65
        28 male 228.307 141 high muscle_gain 6270 470.25 174.17 705.38
        79 male 243.695 232 high weight_gain 7238 542.85 201.06 814.28
        93 male 294.672 201 medium fat_loss 4641 348.08 128.92 522.11
        104 female 50.82 132 low weight_loss 717 53.78 19.92 80.66
        19 male 180.634 179 medium weight_gain 5273 395.48 146.47 593.21
        42 male 274.4267399152623 102 minimal muscle_gain 4574 343.05 127.06 514.58
        82 female 117.9943257612166 143 minimal fat_loss 1442 108.15 40.06 162.23
        22 male 176.2436948584253 246 high muscle_gain 6613 495.98 183.69 743.96
        23 female 241.7350714737278 175 high weight_loss 4464 334.80 124.00 502.20
        61 female 295.6781990861384 104 low weight_gain 5182 388.65 143.94 582.98
        113 male 167.6016439002925 186 high weight_gain 4716 353.70 131.00 530.55
        80 male 238.8 188 low maintenance 4356 326.70 121.00 490.05
        72 female 116.1 236 minimal maintenance 2538 190.35 70.50 285.53
        18 female 54.6 110 minimal maintenance 1179 88.43 32.75 132.64
        51 male 186.5 110 minimal maintenance 2763 207.23 76.75 310.84
        116 female 159.6 132 minimal maintenance 2016 151.20 56.00 226.80
        116 female 159.6 132 low weight_loss 1848 138.60 51.33 207.90
        116 female 159.6 132 low maintenance 2310 173.25 64.17 259.88
        116 female 159.6 132 low weight_gain 2772 207.90 77.00 311.85
        116 female 159.6 132 medium maintenance 2604 195.30 72.33 292.95
        116 female 159.6 132 high maintenance 2898 217.35 80.50 326.03
        68 female 64.1 170 minimal maintenance 1443 108.23 40.08 162.34
        110 female 141.1 111 minimal weight_loss 1338 100.35 37.17 150.53
        110 female 141.1 111 minimal weight_gain 2007 150.53 55.75 225.79
        11 male 57.5 103 minimal weight_loss 1122 84.15 31.17 126.23
        11 male 57.5 103 minimal weight_gain 1683 126.23 46.75 189.34
        40 female 62.1 140 minimal maintenance 1362 102.15 37.83 153.23
        65 male 242.3 196 low maintenance 4576 343.20 127.11 514.80
        50 female 31.1 110 minimal weight_loss 564 42.30 15.67 63.45
        50 female 31.1 110 minimal maintenance 705 52.88 19.58 79.31
        50 female 31.1 110 minimal weight_gain 846 63.45 23.50 95.18
        37 male 212.0 238 minimal maintenance 4113 308.48 114.25 462.71
        33 female 105.1 238 minimal weight_loss 2124 159.30 59.00 238.95
        33 female 105.1 238 minimal maintenance 2655 199.13 73.75 298.69
        33 female 105.1 238 minimal weight_gain 3186 238.95 88.50 358.43
        """
}
