package org.warpath.api.cli.console;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads counts that may be large: {@code 84000000}, {@code 84M}, {@code 2.5G}. */
public final class Count implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)([kmg]?)");
  private static final Map<String, Integer> ZEROS = Map.of("", 0, "k", 3, "m", 6, "g", 9);

  @Override
  public Long convert(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (form.matches()) {
      BigDecimal count =
          new BigDecimal(form.group(1)).scaleByPowerOfTen(ZEROS.getOrDefault(form.group(2), 0));
      if (count.stripTrailingZeros().scale() <= 0 && count.precision() - count.scale() <= 18) {
        return count.longValueExact();
      }
    }
    throw new TypeConversionException(
        "expected a whole number below 10^18 like 400000, 84M or 2.5G, was \"" + text + "\"");
  }
}
