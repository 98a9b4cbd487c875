; Inno Setup 6: wraps dist\Supervision Desktop into one installer for one person, without administrator rights.
#ifndef AppVersion
  #error Give the version: ISCC /DAppVersion=0.1.0 installer.iss
#endif

[Setup]
AppId={{6F0B5C1E-5D0B-4E0C-9D3B-8E7F5A1C2D40}
AppName=Supervision Desktop
AppVersion={#AppVersion}
AppPublisher=Supervision Desktop contributors
DefaultDirName={autopf}\Supervision Desktop
DefaultGroupName=Supervision Desktop
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\icon.ico
UninstallDisplayIcon={app}\Supervision Desktop.exe
OutputDir=..\..\dist
OutputBaseFilename=Supervision-Desktop-{#AppVersion}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "Put an icon on the desktop"; Flags: unchecked

[InstallDelete]
; Parts of an older version must not mix with the new one. Practice files lie elsewhere and are never touched.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\Supervision Desktop\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Supervision Desktop"; Filename: "{app}\Supervision Desktop.exe"
Name: "{autodesktop}\Supervision Desktop"; Filename: "{app}\Supervision Desktop.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\Supervision Desktop.exe"; Description: "Open Supervision Desktop"; Flags: nowait postinstall skipifsilent
