/** How many records a month; the numbers stand in the bars' labels too, so that nobody has to guess at heights. */
import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';

export default function MonthChart(props: {
  months: readonly { readonly month: string; readonly count: number }[];
  title: string;
  unit: string;
}) {
  return (
    <figure className="month-chart" aria-label={props.title}>
      <BarChart
        h={132}
        data={props.months.map(({ month, count }) => ({
          month: month.slice(2),
          [props.unit]: count,
        }))}
        dataKey="month"
        series={[{ name: props.unit, color: 'var(--accent)' }]}
        withBarValueLabel
        withYAxis={false}
        gridAxis="none"
        tickLine="none"
        barChartProps={{ margin: { top: 20 } }}
        barProps={{ isAnimationActive: false, radius: 2, maxBarSize: 40 }}
        valueLabelProps={{ fill: 'var(--ink-2)', fontSize: 12 }}
      />
    </figure>
  );
}
