/** 4 % marks over demo data, so that a photographed screen cannot pass for real records. */
import { useText } from '../texts/use-text.ts';

const places = [8, 44, 80].flatMap((left) =>
  [20, 68].map((top) => ({ left: `${left}%`, top: `${top}%` })),
);

export function Watermark() {
  const { t } = useText();
  return (
    <div className="watermark" aria-hidden="true">
      {places.map((place) => (
        <span key={`${place.left}${place.top}`} style={place}>
          {t('frame.demo')}
        </span>
      ))}
    </div>
  );
}
