package org.lanewise.jmh.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// JAX and NumPy in a Python process that answers requests line by line; see `scripts/peers`.
final class Peer implements AutoCloseable {
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader replies;

  private Peer(Process process) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.replies = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Starts the process.
  static Peer start(Path python, Path script) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(List.of(python.toString(), "-W", "ignore", script.toString()));
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      return new Peer(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The median seconds of a call of a line, or nothing if the peer has no such line.
  ///
  /// @param peer `jax` or `numpy`
  /// @param seconds how long to measure
  OptionalDouble time(String peer, String line, double seconds) {
    String reply = ask("time\t" + peer + "\t" + line + "\t" + seconds);
    return reply.equals("none")
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(reply.split(" ", -1)[1]));
  }

  /// Has the results of a line written to a file.
  ///
  /// @return the types of the results, in order
  List<String> result(String peer, String line, Path file) {
    return List.of(ask("result\t" + peer + "\t" + line + "\t" + file).substring(3).split(" ", -1));
  }

  /// The most memory that the process has held, in bytes.
  long peakMemory() {
    return Long.parseLong(ask("memory").substring(3));
  }

  /// The versions of the peers.
  String versions() {
    return ask("version").substring(3);
  }

  private String ask(String request) {
    try {
      requests.write(request);
      requests.newLine();
      requests.flush();
      String reply = replies.readLine();
      if (reply == null || reply.startsWith("error")) {
        throw new IllegalStateException("the peer answers " + request + " with " + reply);
      }
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
