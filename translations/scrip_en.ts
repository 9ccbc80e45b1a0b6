<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>scrip::AuditPage</name>
    <message numerus="yes">
        <source>%1 row(s)</source>
        <translation>
            <numerusform>%1 row</numerusform>
            <numerusform>%1 rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::BooksPanel</name>
    <message numerus="yes">
        <source>%1 in %n organization(s) until settled</source>
        <translation>
            <numerusform>%1 in %n organization until settled</numerusform>
            <numerusform>%1 in %n organizations until settled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::BulkVoidDialog</name>
    <message numerus="yes">
        <source>%n organization(s) would have nothing left to spend.</source>
        <translation>
            <numerusform>%n organization would have nothing left to spend.</numerusform>
            <numerusform>%n organizations would have nothing left to spend.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Void %1 grant(s)</source>
        <translation>
            <numerusform>Void %1 grant</numerusform>
            <numerusform>Void %1 grants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grant(s) refused: %1.</source>
        <translation>
            <numerusform>%n grant refused: %1.</numerusform>
            <numerusform>%n grants refused: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::ClaimsPage</name>
    <message numerus="yes">
        <source>%1 claims count in %n event(s)</source>
        <translation>
            <numerusform>%1 claims count in %n event</numerusform>
            <numerusform>%1 claims count in %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 claim(s)</source>
        <translation>
            <numerusform>%1 claim</numerusform>
            <numerusform>%1 claims</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::CodeFunnel</name>
    <message numerus="yes">
        <source>%n batch(es)</source>
        <translation>
            <numerusform>%n batch</numerusform>
            <numerusform>%n batches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::CodesPage</name>
    <message numerus="yes">
        <source>%1 codes in %n event(s)</source>
        <translation>
            <numerusform>%1 codes in %n event</numerusform>
            <numerusform>%1 codes in %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 code(s) can no longer be claimed until enabled again.</source>
        <translation>
            <numerusform>%1 code can no longer be claimed until enabled again.</numerusform>
            <numerusform>%1 codes can no longer be claimed until enabled again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 code(s) can be claimed again.</source>
        <translation>
            <numerusform>%1 code can be claimed again.</numerusform>
            <numerusform>%1 codes can be claimed again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 other(s) of the selection stay as they are.</source>
        <translation>
            <numerusform>%1 other of the selection stay as they are.</numerusform>
            <numerusform>%1 others of the selection stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %1 code(s)</source>
        <translation>
            <numerusform>Disable %1 code</numerusform>
            <numerusform>Disable %1 codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %1 code(s)</source>
        <translation>
            <numerusform>Enable %1 code</numerusform>
            <numerusform>Enable %1 codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 code(s) are done, the rest is not.</source>
        <translation>
            <numerusform>%1 code are done, the rest is not.</numerusform>
            <numerusform>%1 codes are done, the rest is not.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 code(s) disabled</source>
        <translation>
            <numerusform>%1 code disabled</numerusform>
            <numerusform>%1 codes disabled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 code(s) enabled</source>
        <translation>
            <numerusform>%1 code enabled</numerusform>
            <numerusform>%1 codes enabled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 were in another state</source>
        <translation>
            <numerusform>%1 were in another state</numerusform>
            <numerusform>%1 were in another state</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undone for %1 code(s)</source>
        <translation>
            <numerusform>Undone for %1 code</numerusform>
            <numerusform>Undone for %1 codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 were changed by somebody since and stay</source>
        <translation>
            <numerusform>%1 was changed by somebody since and stays</numerusform>
            <numerusform>%1 were changed by somebody since and stay</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::Console</name>
    <message numerus="yes">
        <source>%n job(s) run on this database. What is saved already stays; the rest can be finished later.</source>
        <translation>
            <numerusform>%n job runs on this database. What is saved already stays; the rest can be finished later.</numerusform>
            <numerusform>%n jobs run on this database. What is saved already stays; the rest can be finished later.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::CustomersPage</name>
    <message numerus="yes">
        <source>%n found; choose one</source>
        <translation>
            <numerusform>%n found; choose one</numerusform>
            <numerusform>%n found; choose one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::EventDialog</name>
    <message numerus="yes">
        <source>%n day(s) before claiming ends. Choose %1 or later.</source>
        <translation>
            <numerusform>%n day before claiming ends. Choose %1 or later.</numerusform>
            <numerusform>%n days before claiming ends. Choose %1 or later.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::GrantsPage</name>
    <message numerus="yes">
        <source>%1 grant(s)</source>
        <translation>
            <numerusform>%1 grant</numerusform>
            <numerusform>%1 grants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::MintDialog</name>
    <message numerus="yes">
        <source>%n groups of 4</source>
        <translation>
            <numerusform>%n group of 4</numerusform>
            <numerusform>%n groups of 4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) to correct: %1</source>
        <translation>
            <numerusform>%n field to correct: %1</numerusform>
            <numerusform>%n fields to correct: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n random bits</source>
        <translation>
            <numerusform>%n random bit</numerusform>
            <numerusform>%n random bits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mint %1 code(s)</source>
        <translation>
            <numerusform>Mint %1 code</numerusform>
            <numerusform>Mint %1 codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mint %1 code(s), %2</source>
        <translation>
            <numerusform>Mint %1 code, %2</numerusform>
            <numerusform>Mint %1 codes, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::MintRun</name>
    <message numerus="yes">
        <source>%1 code(s) minted</source>
        <translation>
            <numerusform>%1 code minted</numerusform>
            <numerusform>%1 codes minted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::NewGrantDialog</name>
    <message numerus="yes">
        <source>%n field(s) to correct: %1</source>
        <translation>
            <numerusform>%n field to correct: %1</numerusform>
            <numerusform>%n fields to correct: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::OverviewCharts</name>
    <message numerus="yes">
        <source>%n grant(s), %1 still unspent</source>
        <translation>
            <numerusform>%n grant, %1 still unspent</numerusform>
            <numerusform>%n grants, %1 still unspent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::OverviewPage</name>
    <message numerus="yes">
        <source>%n event(s), %1 of it claimed</source>
        <translation>
            <numerusform>%n event, %1 of it claimed</numerusform>
            <numerusform>%n events, %1 of it claimed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n organization(s)</source>
        <translation>
            <numerusform>%n organization</numerusform>
            <numerusform>%n organizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more active event(s)</source>
        <translation>
            <numerusform>%n more active event</numerusform>
            <numerusform>%n more active events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grant(s), first on %1</source>
        <translation>
            <numerusform>%n grant, first on %1</numerusform>
            <numerusform>%n grants, first on %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::RevealDialog</name>
    <message numerus="yes">
        <source>Hidden again after %n second(s)</source>
        <translation>
            <numerusform>Hidden again after %n second</numerusform>
            <numerusform>Hidden again after %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hidden in %n second(s)</source>
        <translation>
            <numerusform>Hidden in %n second</numerusform>
            <numerusform>Hidden in %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reveal %1 code(s)</source>
        <translation>
            <numerusform>Reveal %1 code</numerusform>
            <numerusform>Reveal %1 codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 code(s); this is in the audit now.</source>
        <translation>
            <numerusform>%1 code; this is in the audit now.</numerusform>
            <numerusform>%1 codes; this is in the audit now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::SettleDialog</name>
    <message numerus="yes">
        <source>Settle %1 organization(s)</source>
        <translation>
            <numerusform>Settle %1 organization</numerusform>
            <numerusform>Settle %1 organizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n organization(s) could not be settled: %1</source>
        <translation>
            <numerusform>%n organization could not be settled: %1</numerusform>
            <numerusform>%n organizations could not be settled: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::StatusLine</name>
    <message numerus="yes">
        <source>%n open</source>
        <comment>matters that need a person</comment>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::SubjectBar</name>
    <message numerus="yes">
        <source>Batch %1 · %2 code(s), none printed</source>
        <translation>
            <numerusform>Batch %1 · %2 code, none printed</numerusform>
            <numerusform>Batch %1 · %2 codes, none printed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 · %2 code(s), all printed</source>
        <translation>
            <numerusform>Batch %1 · %2 code, all printed</numerusform>
            <numerusform>Batch %1 · %2 codes, all printed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Batch %1 · %2 code(s), %3 printed</source>
        <translation>
            <numerusform>Batch %1 · %2 code, %3 printed</numerusform>
            <numerusform>Batch %1 · %2 codes, %3 printed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::TableFooter</name>
    <message numerus="yes">
        <source>%1 row(s)</source>
        <translation>
            <numerusform>%1 row</numerusform>
            <numerusform>%1 rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>scrip::WhyNotPanel</name>
    <message numerus="yes">
        <source>%n condition(s) fail.</source>
        <translation>
            <numerusform>%n condition fails.</numerusform>
            <numerusform>%n conditions fail.</numerusform>
        </translation>
    </message>
</context>
</TS>
