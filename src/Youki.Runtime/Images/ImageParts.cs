using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Youki.Runtime.Diagnostics;
using Youki.Runtime.Images.Archives;
using Youki.Runtime.Images.Content;
using Youki.Runtime.Images.Registry;
using Youki.Runtime.Images.Transfer;

namespace Youki.Runtime.Images;

/// <summary>The parts of the image store, put together.</summary>
internal sealed class ImageParts
{
    /// <param name="options">How images are fetched and kept.</param>
    /// <param name="registries">Reaches registries.</param>
    /// <param name="loggers">Where it is told.</param>
    /// <param name="time">Whose time it is.</param>
    /// <param name="sources">Opens images in registries. Null: the registries do.</param>
    /// <param name="telemetry">Where it is measured. Null: nowhere.</param>
    public ImageParts(IOptions<YoukiRuntimeOptions> options, RegistryClients registries, ILoggerFactory loggers, TimeProvider time, RegistrySourceOpener? sources = null, RuntimeTelemetry? telemetry = null)
    {
        var limits = options.Value.Images.Limits;
        Registries = registries;
        Log = new ImageLog(loggers.CreateLogger<ImageLog>());
        Directory = new StoreDirectory(new StoreLayout(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Value.ImageDirectory))));
        Locks = new StoreLocks(Directory, time);
        Blobs = new BlobStore(Directory);
        Index = new ImageIndexFile(Directory);
        Leases = new LeaseStore(Directory, Locks, time, Log);
        Trash = new TrashStore(Directory, Leases, Log);
        Layers = new LayerStore(Directory, Trash);
        Ingest = new IngestStore(Directory, Locks, time, Log);
        Documents = new DocumentReader(Blobs, limits);
        Finder = new ImageFinder(Index, Documents);
        Names = new ImageNames(Index, Leases, time);
        var marker = new ContentMarker(Index, Blobs, Log);
        Collector = new ImageCollector(marker, Index, Leases, Blobs, Layers, Trash);
        Stored = new StoredImages(Finder, Documents, Leases, Layers, Blobs);
        var archives = new ArchiveSources(new ArchiveFile(Directory, limits), limits);
        Sources = new ImageSources(sources ?? registries.OpenSourceAsync, archives);
        LayerTransfer = new LayerTransfer(Blobs, Layers, Ingest, Locks, options, time, Log);
        Transfer = new ImageTransfer(Blobs, LayerTransfer, Names, Ingest, new DiskSpace(Directory, Ingest, Trash), options, time, Log, telemetry);
        Puller = new Puller(Stored, Finder, Sources, Transfer, options, time, Log, telemetry);
        Containers = new ContainerImages(Puller, Leases, Layers, Documents, Index, Collector, Blobs, time, Log);
        Views = new ImageViews(Finder, Index, Documents, Layers, Leases);
        Importer = new ImageImporter(archives, Transfer, Leases, Views, Index);
        Pusher = new Pusher(registries.OpenTargetAsync, Finder, Documents, Blobs, Leases, options, time, Log);
        Exporter = new ImageExporter(Finder, Documents, Blobs, Leases);
        Remover = new ImageRemover(Finder, Index, Leases, Collector, Trash, Log);
        Pruner = new ImagePruner(Remover, Index, Leases, Collector, Trash, Ingest, Blobs, Layers, time, Log);
        Marker = marker;
        Verifier = new ImageVerifier(Finder, Index, Leases, Documents, Views, new LayerCheck(Blobs, Layers, Trash), Transfer, LayerTransfer, Sources, time, Log);
        Store = new ImageStore(this);
    }

    public RegistryClients Registries { get; }

    public ImageLog Log { get; }

    public StoreDirectory Directory { get; }

    public StoreLocks Locks { get; }

    public BlobStore Blobs { get; }

    public ImageIndexFile Index { get; }

    public LeaseStore Leases { get; }

    public TrashStore Trash { get; }

    public LayerStore Layers { get; }

    public IngestStore Ingest { get; }

    public DocumentReader Documents { get; }

    public ImageFinder Finder { get; }

    public ImageNames Names { get; }

    public ImageCollector Collector { get; }

    public StoredImages Stored { get; }

    public ImageSources Sources { get; }

    public LayerTransfer LayerTransfer { get; }

    /// <summary>Brings an image in from any source: what pulls and imports share.</summary>
    public ImageTransfer Transfer { get; }

    public Puller Puller { get; }

    public IContainerImages Containers { get; }

    public ImageViews Views { get; }

    public ImageImporter Importer { get; }

    public ImageExporter Exporter { get; }

    public Pusher Pusher { get; }

    public ImageRemover Remover { get; }

    public ImagePruner Pruner { get; }

    public ContentMarker Marker { get; }

    public ImageVerifier Verifier { get; }

    public ImageStore Store { get; }
}
