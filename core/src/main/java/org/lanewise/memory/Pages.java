package org.lanewise.memory;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Large pieces of memory straight from Linux, in huge pages where the system offers them.
///
/// The first touch of a page costs a fault: some 16,000 of them for 64 MiB in pages of 4 KiB, 32 in
/// pages of 2 MiB, which is four times faster altogether and spares the processor's table of
/// addresses afterwards. `Arena` would moreover fill the memory with zeros that nobody reads. So
/// pieces are mapped by `mmap`, aligned to 2 MiB, and `madvise` asks for huge pages (a system that
/// offers none ignores it). Elsewhere than on Linux, where native access is refused, and with
/// `-Dlanewise.memory.pages=small`, there are no such pieces, and slabs come from arenas.
///
/// The functions are looked up once, in the background, since that takes a cold JVM longer than
/// mapping; only a request for a very large piece waits for it.
final class Pages {
  /// The size of a huge page; smaller pieces are not worth one.
  static final long HUGE = 2L << 20;

  private static final String PROPERTY = "lanewise.memory.pages";
  private static final long WORTH_WAITING = 32L << 20;
  private static final int READ_WRITE = 3; // PROT_READ | PROT_WRITE
  private static final int PRIVATE_ANONYMOUS = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS
  private static final int MADV_HUGEPAGE = 14;

  private final MethodHandle mmap;
  private final MethodHandle munmap;
  private final MethodHandle madvise;

  /// A piece of memory and how to give it back.
  ///
  /// @param segment the memory
  /// @param free gives it back
  record Piece(MemorySegment segment, Runnable free) {}

  /// Made by the first use.
  private static final class Lookup {
    static final CompletableFuture<Optional<Pages>> PAGES = new CompletableFuture<>();

    static {
      Thread.ofPlatform()
          .daemon()
          .name("lanewise-pages")
          .start(() -> PAGES.complete(Optional.ofNullable(find())));
    }
  }

  private Pages(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise) {
    this.mmap = mmap;
    this.munmap = munmap;
    this.madvise = madvise;
  }

  /// Maps a piece; null if the system, or this moment, has none to give.
  ///
  /// @param bytes its size, a multiple of 64
  static @Nullable Piece map(long bytes) {
    if (bytes < HUGE || !isOffered()) {
      return null;
    }
    Optional<Pages> pages =
        bytes >= WORTH_WAITING ? Lookup.PAGES.join() : Lookup.PAGES.getNow(Optional.empty());
    return pages.isPresent() ? pages.get().piece(bytes) : null;
  }

  private static boolean isOffered() {
    String machine = System.getProperty("os.arch", "");
    return System.getProperty("os.name", "").equals("Linux")
        && (machine.equals("amd64") || machine.equals("aarch64"))
        && !System.getProperty(PROPERTY, "").equals("small");
  }

  @SuppressWarnings("restricted") // three functions of the C library, by their documented types
  private static @Nullable Pages find() {
    try {
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      FunctionDescriptor map =
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
      FunctionDescriptor unmap = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG);
      FunctionDescriptor advise = FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
      return new Pages(
          linker.downcallHandle(library.findOrThrow("mmap"), map),
          linker.downcallHandle(library.findOrThrow("munmap"), unmap),
          linker.downcallHandle(library.findOrThrow("madvise"), advise));
    } catch (RuntimeException | LinkageError refused) {
      return null; // native access is denied, or the library is of another kind
    }
  }

  /// Maps more than asked for, so that an aligned piece fits, and returns the rest.
  @SuppressWarnings("restricted") // the memory was just mapped, and this is its size
  private @Nullable Piece piece(long bytes) {
    long mapped = bytes + HUGE & -4096;
    try {
      long start = (long) mmap.invokeExact(0L, mapped, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
      if (start == -1) {
        return null;
      }
      long aligned = start + HUGE - 1 & -HUGE;
      long end = aligned + bytes + 4095 & -4096;
      unmap(start, aligned - start);
      unmap(end, start + mapped - end);
      int _ = (int) madvise.invokeExact(aligned, end - aligned, MADV_HUGEPAGE);
      MemorySegment segment = MemorySegment.ofAddress(aligned).reinterpret(bytes);
      return new Piece(segment, () -> unmap(aligned, end - aligned));
    } catch (Throwable impossible) {
      throw new AssertionError("mmap and madvise throw nothing", impossible);
    }
  }

  private void unmap(long start, long bytes) {
    if (bytes > 0) {
      try {
        int _ = (int) munmap.invokeExact(start, bytes);
      } catch (Throwable impossible) {
        throw new AssertionError("munmap throws nothing", impossible);
      }
    }
  }
}
