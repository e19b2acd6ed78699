package org.lanewise.random;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// A case of `samplers.txt`: parameters, and what JAX draws with them.
///
/// @param id the function and a number
/// @param options `layout`, `dtype`, `shape`, `key`
/// @param parameters the operands in order
/// @param outputs what JAX answers, by name
record SamplerCase(
    String id, Map<String, String> options, List<Array> parameters, Map<String, Array> outputs) {

  static List<SamplerCase> all() {
    try (InputStream in = SamplerCase.class.getResourceAsStream("samplers.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<SamplerCase> cases = new ArrayList<>();
      for (String line : text.lines().toList()) {
        String[] fields = line.split("\t", -1);
        switch (fields[0]) {
          case "case" ->
              cases.add(
                  new SamplerCase(fields[1], new HashMap<>(), new ArrayList<>(), new HashMap<>()));
          case "opt" -> cases.getLast().options.put(fields[1], fields[2]);
          case "in" -> cases.getLast().parameters.add(array(fields[2], fields[3]));
          case "out" -> cases.getLast().outputs.put(fields[1], array(fields[2], fields[3]));
          default -> {}
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads `f32[2,3]` and elements as `decimal|bits`, or decimals.
  private static Array array(String type, String values) {
    int open = type.indexOf('[');
    DType dtype = DType.of(type.substring(0, open));
    Shape shape = shape(type.substring(open + 1, type.length() - 1).replace(',', ' '));
    List<String> tokens = values.isEmpty() ? List.of() : List.of(values.split(" "));
    LongStream bits = tokens.stream().mapToLong(token -> bits(dtype, token));
    Array words = Numpy.array(bits.toArray());
    Array flat =
        dtype.isFloating()
            ? Lax.bitcastConvertType(Lax.convertElementType(words, Floats.word(dtype)), dtype)
            : Lax.convertElementType(words, dtype);
    return Lax.reshape(flat, shape);
  }

  private static long bits(DType dtype, String token) {
    return dtype.isFloating()
        ? Long.parseUnsignedLong(token.substring(token.indexOf('|') + 1), 16)
        : Long.parseLong(token);
  }

  private static Shape shape(String sizes) {
    return sizes.isEmpty() ? Shape.scalar() : Shape.of(LongStream.of(longs(sizes)).toArray());
  }

  private static long[] longs(String numbers) {
    return List.of(numbers.split(" ")).stream().mapToLong(Long::parseLong).toArray();
  }

  String function() {
    return id.substring(0, id.indexOf('.'));
  }

  DType dtype() {
    return parameters.isEmpty() ? DType.of(options.get("dtype")) : parameters.get(0).dtype();
  }

  Array output(String name) {
    Array output = outputs.get(name);
    if (output == null) {
      throw new AssertionError(id + " has no " + name);
    }
    return output;
  }

  private Key key() {
    boolean isOriginal = options.get("layout").equals("original");
    Threefry layout = isOriginal ? Threefry.ORIGINAL : Threefry.PARTITIONABLE;
    if (!options.containsKey("key")) {
      return Key.of(7, layout);
    }
    Array words = Numpy.array(longs(options.get("key")));
    return Key.wrap(Lax.convertElementType(words, DType.UINT32), layout);
  }

  /// Draws with the given parameters.
  Array draw(List<Array> p) {
    Shape shape = shape(options.get("shape"));
    Key key = key();
    return switch (function()) {
      case "pareto" -> Sample.pareto(key, p.get(0), shape);
      case "rayleigh" -> Sample.rayleigh(key, p.get(0), shape);
      case "weibull_min" -> Sample.weibullMin(key, p.get(0), p.get(1), shape);
      case "wald" -> Sample.wald(key, p.get(0), shape);
      case "triangular" -> Sample.triangular(key, p.get(0), p.get(1), p.get(2), shape);
      case "lognormal" -> Sample.lognormal(key, p.get(0), shape);
      case "maxwell" -> Sample.maxwell(key, shape, dtype());
      case "double_sided_maxwell" -> Sample.doubleSidedMaxwell(key, p.get(0), p.get(1), shape);
      case "gamma" -> Sample.gamma(key, p.get(0), shape);
      case "loggamma" -> Sample.loggamma(key, p.get(0), shape);
      case "beta" -> Sample.beta(key, p.get(0), p.get(1), shape);
      case "dirichlet" -> Sample.dirichlet(key, p.get(0), shape);
      case "chisquare" -> Sample.chisquare(key, p.get(0), shape);
      case "f" -> Sample.f(key, p.get(0), p.get(1), shape);
      case "t" -> Sample.t(key, p.get(0), shape);
      case "generalized_normal" -> Sample.generalizedNormal(key, p.get(0), shape);
      case "ball" -> Sample.ball(key, 3, p.get(0), shape);
      case "poisson" -> Sample.poisson(key, p.get(0), shape);
      case "geometric" -> Sample.geometric(key, p.get(0), shape);
      case "binomial" -> Sample.binomial(key, p.get(0), p.get(1), shape);
      case "multinomial" -> Sample.multinomial(key, p.get(0), p.get(1), shape);
      default -> throw new AssertionError("no such call: " + id);
    };
  }

  @Override
  public String toString() {
    return id + " " + options;
  }
}
