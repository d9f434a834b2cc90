"""Which indicator each helper method of an algorithm builds, from which arguments, under which name.

One line a signature: helper | class [and its symbols, when not one] | arguments | name. An argument is
``name[:kind][=default]``, of kind int unless told (n decimal, d double, b bool, t text, f function, r resolution,
m, c and w moving average, correlation and filter); after ``->`` stands what the constructor gets when that differs.
``resolution`` and ``selector`` come last unless they are in the list. ``(*)`` in a name is all arguments.
"""

from __future__ import annotations

TABLE = """\
a | Alpha target reference | alpha_period=1 beta_period=252 resolution risk_free_rate:n=NONE | \
    A({alpha_period},{beta_period})
abands | AccelerationBands | period width:n=4 moving_average_type:m=SIMPLE | ABANDS({period},{width})
ad | AccumulationDistribution |  | AD
addiff | AdvanceDeclineDifference symbols |  | A/D Difference
adosc | AccumulationDistributionOscillator | fast_period slow_period | ADOSC(*)
adr | AdvanceDeclineRatio symbols |  | A/D Ratio
advr | AdvanceDeclineVolumeRatio symbols |  | A/D Volume Rate
adx | AverageDirectionalIndex | period | ADX(*)
adxr | AverageDirectionalMovementIndexRating | period | ADXR(*)
alma | ArnaudLegouxMovingAverage | period sigma=6 offset:n=0.85 | ALMA(*)
ao | AwesomeOscillator | fast_period slow_period type:m | AO(*)
apo | AbsolutePriceOscillator | fast_period slow_period moving_average_type:m | APO({fast_period},{slow_period})
aps | AugenPriceSpike | period=3 | APS(*)
ar | AverageRange | period | AR(*)
arima | AutoRegressiveIntegratedMovingAverage | ar_order diff_order ma_order period | ARIMA(*)
arima | AutoRegressiveIntegratedMovingAverage | ar_order diff_order ma_order period intercept:b | \
    ARIMA({ar_order},{diff_order},{ma_order},{period})
aroon | AroonOscillator | period -> period period | AROON({period},{period})
aroon | AroonOscillator | up_period down_period | AROON(*)
asi | WilderAccumulativeSwingIndex | limit_move:n resolution=DAILY | ASI
atr | AverageTrueRange | period type:m=SIMPLE | ATR({period})
b | Beta target reference | period | B(*)
bb | BollingerBands | period k:n moving_average_type:m=SIMPLE | BB({period},{k})
bop | BalanceOfPower |  | BOP
c | Correlation target reference | period correlation_type:c=PEARSON | C({period})
cc | CoppockCurve | short_roc_period=11 long_roc_period=14 lwma_period=10 | CC(*)
cci | CommodityChannelIndex | period moving_average_type:m=SIMPLE | CCI({period})
chop | ChoppinessIndex | period | CHOP(*)
cks | ChandeKrollStop | atr_period atr_mult:n period moving_average_type:m=WILDERS | \
    CKS({atr_period},{atr_mult},{period})
cmf | ChaikinMoneyFlow | period | CMF(*)
cmo | ChandeMomentumOscillator | period | CMO(*)
co | ChaikinOscillator | fast_period slow_period | CO(*)
cov | Covariance target reference | period | COV(*)
crsi | ConnorsRelativeStrengthIndex | rsi_period rsi_period_streak look_back_period | CRSI(*)
dch | DonchianChannel | period -> period period | DCH({period},{period})
dch | DonchianChannel | upper_period lower_period | DCH(*)
dem | DeMarkerIndicator | period type:m | DEM(*)
dema | DoubleExponentialMovingAverage | period | DEMA(*)
do | DerivativeOscillator | rsi_period smoothing_rsi_period double_smoothing_rsi_period signal_line_period | DO(*)
dpo | DetrendedPriceOscillator | period | DPO(*)
ema | ExponentialMovingAverage | period | EMA({period})
ema | ExponentialMovingAverage | period smoothing_factor:n | EMA({period})
emv | EaseOfMovementValue | period=1 scale=10000 | EMV({period}, {scale})
fi | ForceIndex | period type:m=EXPONENTIAL | FI({period})
filtered_identity | FilteredIdentity | selector filter:f=NONE field_name:t=NONE -> filter | {field_name}
filtered_identity | FilteredIdentity | resolution:r selector filter:f=NONE field_name:t=NONE -> filter | {field_name}
fish | FisherTransform | period | FISH(*)
frama | FractalAdaptiveMovingAverage | period long_period=198 | FRAMA(*)
he | HurstExponent | period max_lag=20 | HE(*)
heikin_ashi | HeikinAshi |  | HA
hma | HullMovingAverage | period | HMA(*)
ht | HilbertTransform | length in_phase_multiplication_factor:n quadrature_multiplication_factor:n | HT({length}, \
    {in_phase_multiplication_factor}, {quadrature_multiplication_factor})
ibs | InternalBarStrength |  | IBS
ichimoku | IchimokuKinkoHyo | tenkan_period kijun_period senkou_a_period senkou_b_period senkou_a_delay_period \
    senkou_b_delay_period | ICHIMOKU(*)
identity | Identity | selector field_name:t=NONE -> | {field_name}
identity | Identity | resolution:r selector field_name:t=NONE -> | {field_name}
kama | KaufmanAdaptiveMovingAverage | period | KAMA({period},2,30)
kama | KaufmanAdaptiveMovingAverage | period fast_ema_period slow_ema_period | KAMA(*)
kch | KeltnerChannels | period k:n moving_average_type:m=SIMPLE | KCH({period},{k})
ker | KaufmanEfficiencyRatio | period=2 | KER(*)
kst | KnowSureThing | roc1_period=10 roc1_ma_period=10 roc2_period=15 roc2_ma_period=10 roc3_period=20 \
    roc3_ma_period=10 roc4_period=30 roc4_ma_period=15 signal_period=9 moving_average_type:m=SIMPLE | KST(*)
kvo | KlingerVolumeOscillator | fast_period slow_period signal_period=13 | KVO(*)
logr | LogReturn | period | LOGR(*)
lsma | LeastSquaresMovingAverage | period | LSMA(*)
lwma | LinearWeightedMovingAverage | period | LWMA(*)
macd | MovingAverageConvergenceDivergence | fast_period slow_period signal_period type:m=EXPONENTIAL | \
    MACD({fast_period},{slow_period},{signal_period})
mad | MeanAbsoluteDeviation | period | MAD(*)
mama | MesaAdaptiveMovingAverage | fast_limit:n=0.5 slow_limit:n=0.05 | MAMA(*)
mass | MassIndex | ema_period=9 sum_period=25 | MASS(*)
max | Maximum | period | MAX(*)
mfi | MoneyFlowIndex | period | MFI(*)
mgd | McGinleyDynamic | period | MGD(*)
midpoint | MidPoint | period | MIDPOINT(*)
midprice | MidPrice | period | MIDPRICE(*)
min | Minimum | period | MIN(*)
mom | Momentum | period | MOM(*)
momersion | Momersion | min_period full_period | MOMERSION(*)
momp | MomentumPercent | period | MOMP(*)
mosc | McClellanOscillator symbols | fast_period=19 slow_period=39 | MO(*)
msi | McClellanSummationIndex symbols | fast_period=19 slow_period=39 | MSI(*)
natr | NormalizedAverageTrueRange | period | NATR(*)
nhnl | NewHighsNewLows symbols | period | NH/NL(*)
nhnlv | NewHighsNewLowsVolume symbols | period | NH/NL Volume(*)
obv | OnBalanceVolume |  | OBV
pphl | PivotPointsHighLow | length_high length_low last_stored_values | PPHL({length_high},{length_low})
pphl | PivotPointsHighLow | length_high length_low last_stored_values=100 strict:b=TRUE | \
    PPHL({length_high},{length_low})
ppo | PercentagePriceOscillator | fast_period slow_period moving_average_type:m | PPO({fast_period},{slow_period})
psar | ParabolicStopAndReverse | af_start:n=0.02 af_increment:n=0.02 af_max:n=0.2 | PSAR(*)
pso | PremierStochasticOscillator | period ema_period | PSO(*)
rc | RegressionChannel | period k:n | RC(*)
rdv | RelativeDailyVolume | period=2 resolution=DAILY | RDV(*)
rma | RelativeMovingAverage | period | RMA(*)
roc | RateOfChange | period | ROC(*)
rocp | RateOfChangePercent | period | ROCP(*)
rocr | RateOfChangeRatio | period | ROCR(*)
rsi | RelativeStrengthIndex | period moving_average_type:m=WILDERS | RSI(*)
rsv | RogersSatchellVolatility | period | RSV(*)
rvi | RelativeVigorIndex | period moving_average_type:m=SIMPLE | RVI(*)
sarext | ParabolicStopAndReverseExtended | sar_start:n=0.0 offset_on_reverse:n=0.0 af_start_short:n=0.02 \
    af_increment_short:n=0.02 af_max_short:n=0.2 af_start_long:n=0.02 af_increment_long:n=0.02 af_max_long:n=0.2 | \
    SAREXT(*)
si | WilderSwingIndex | limit_move:n resolution=DAILY | SI
sm | SqueezeMomentum | bollinger_period=20 bollinger_multiplier:n=2 keltner_period=20 keltner_multiplier:n=1.5 | \
    SM({bollinger_period}, {bollinger_multiplier}, {keltner_period}, {keltner_multiplier})
sma | SimpleMovingAverage | period | SMA(*)
sobv | SmoothedOnBalanceVolume | period type:m=SIMPLE | SOBV({period})
sortino | SortinoRatio | sortino_period minimum_acceptable_return:d=0 | SORTINO(*)
sr | SharpeRatio | sharpe_period risk_free_rate:n=NONE | SR({sharpe_period})
srsi | StochasticRelativeStrengthIndex | rsi_period stoch_period k_smoothing_period d_smoothing_period \
    moving_average_type:m=SIMPLE | SRSI({rsi_period},{stoch_period},{k_smoothing_period},{d_smoothing_period})
stc | SchaffTrendCycle | cycle_period fast_period slow_period moving_average_type:m=EXPONENTIAL | \
    STC({cycle_period},{fast_period},{slow_period})
std | StandardDeviation | period | STD(*)
sto | Stochastic | period -> period period 3 | STO({period},{period},3)
sto | Stochastic | period k_period d_period | STO(*)
str | SuperTrend | period multiplier:n moving_average_type:m=WILDERS | STR({period},{multiplier})
sum | Sum | period | SUM(*)
swiss | SwissArmyKnife | period delta:d tool:w | SWISS(*)
t3 | T3MovingAverage | period volume_factor:n=0.7 | T3(*)
tdd | TargetDownsideDeviation | period minimum_acceptable_return:d=0 | TDD(*)
tds | TomDemarkSequential |  | TDS
tema | TripleExponentialMovingAverage | period | TEMA(*)
tp | TimeProfile | period=2 value_area_volume_percentage:n=0.70 price_range_round_off:n=0.05 resolution=DAILY | TP(*)
tr | TrueRange |  | TR
trima | TriangularMovingAverage | period | TRIMA(*)
trin | ArmsIndex symbols |  | TRIN
trix | Trix | period | TRIX(*)
tsf | TimeSeriesForecast | period | TSF(*)
tsi | TrueStrengthIndex | long_term_period=25 short_term_period=13 signal_period=7 signal_type:m=EXPONENTIAL | \
    TSI({long_term_period},{short_term_period},{signal_period})
ultosc | UltimateOscillator | period1 period2 period3 | ULTOSC(*)
v | Variance | period | V(*)
var | Variance | period | V({period})
var | ValueAtRisk | period confidence_level:d | VAR(*)
vidya | VariableIndexDynamicAverage | period | VIDYA(*)
vp | VolumeProfile | period=2 value_area_volume_percentage:n=0.70 price_range_round_off:n=0.05 resolution=DAILY | \
    VP(*)
vtx | Vortex | period | VTX(*)
vwap | IntradayVwap |  | VWAP
vwap | VolumeWeightedAveragePriceIndicator | period | VWAP(*)
vwma | VolumeWeightedMovingAverage | period | VWMA(*)
wilr | WilliamsPercentR | period | WILR(*)
wto | WaveTrendOscillator | channel_period average_period signal_period | WTO(*)
wwma | WilderMovingAverage | period | WWMA(*)
zlema | ZeroLagExponentialMovingAverage | period | ZLEMA(*)
zz | ZigZag | sensitivity:n=0.05 min_trend_length=1 | ZZ(*)
"""
