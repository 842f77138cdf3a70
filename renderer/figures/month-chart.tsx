/** How many records a month. */
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
        gridAxis="y"
        yAxisProps={{ allowDecimals: false, width: 36 }}
        tickLine="none"
        barProps={{ isAnimationActive: false, radius: 2, maxBarSize: 40 }}
      />
    </figure>
  );
}
