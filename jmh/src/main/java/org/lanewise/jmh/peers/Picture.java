package org.lanewise.jmh.peers;

import java.util.List;
import java.util.Locale;

/// The ratios as horizontal bars on a logarithmic axis, in SVG.
final class Picture {
  private static final int ROW = 15;
  private static final int LABELS = 290;
  private static final int WIDTH = 860;
  private static final double LOWEST = 0.1;
  private static final double HIGHEST = 1000;

  private final StringBuilder svg = new StringBuilder();

  private Picture() {}

  static String of(List<Outcome> outcomes) {
    Picture picture = new Picture();
    int height = ROW * (outcomes.size() + 3);
    picture.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"11\">",
        WIDTH, height);
    picture.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    for (double tick = LOWEST; tick <= HIGHEST * 1.01; tick *= 10) {
      picture.tick(tick, height);
    }
    for (int i = 0; i < outcomes.size(); i++) {
      picture.bar(outcomes.get(i), ROW * (i + 2));
    }
    picture.add("</svg>");
    return picture.svg.toString();
  }

  private void tick(double ratio, int height) {
    double x = x(ratio);
    String stroke = Math.abs(ratio - 1) < 1e-9 ? "#000" : "#ccc";
    add(
        "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"20\" y2=\"%2$d\" stroke=\"%3$s\"/>",
        x, height, stroke);
    add("<text x=\"%.1f\" y=\"14\" text-anchor=\"middle\">%s×</text>", x, plain(ratio));
  }

  private void bar(Outcome outcome, int y) {
    double one = x(1);
    double end = x(outcome.ratio());
    String fill = outcome.isOnTarget() ? "#3a7d44" : outcome.ratio() < 1 ? "#b23a48" : "#d9a441";
    add(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        Math.min(one, end), y, Math.max(1, Math.abs(end - one)), ROW - 3, fill);
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        LABELS - 6, y + 10, outcome.line().name().replace("&", "&amp;").replace("<", "&lt;"));
    double target = x(outcome.line().target());
    add(
        "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#333\"/>",
        target, y - 1, y + ROW - 2);
  }

  private static double x(double ratio) {
    double clamped = Math.clamp(ratio, LOWEST, HIGHEST);
    double share = Math.log(clamped / LOWEST) / Math.log(HIGHEST / LOWEST);
    return LABELS + share * (WIDTH - LABELS - 30);
  }

  private static String plain(double ratio) {
    return ratio < 1 ? "0.1" : Long.toString(Math.round(ratio));
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
