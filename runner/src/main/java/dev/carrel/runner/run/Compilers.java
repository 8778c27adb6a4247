package dev.carrel.runner.run;

/** What saves a machine from compiling, or from starting a compiler. */
public record Compilers(CompileCache cache, WarmCompilers warm) {
    /** Every program is compiled by a process of its own. */
    public static Compilers none() {
        return new Compilers(CompileCache.none(), WarmCompilers.none());
    }
}
